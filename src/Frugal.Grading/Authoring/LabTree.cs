namespace Frugal.Grading.Authoring;

/// <summary>The folders of one lab.</summary>
/// <param name="Course">The clone that contains the lab.</param>
/// <param name="Name">The lab's name.</param>
public sealed record LabTree(Course Course, LabName Name)
{
    /// <summary>The authored source: <c>solutions/NAME</c>.</summary>
    public string Solution => Path.Combine(Course.Root, "solutions", Name.Text);

    /// <summary>The generated files for students: <c>labs/NAME</c>.</summary>
    public string Lab => Path.Combine(Course.Root, "labs", Name.Text);

    /// <summary>The grader's sources, compiled with both trees: <c>tests/Labs.APP.Grader</c>, whose folder <c>Probes</c> is the student's process.</summary>
    public string Grader => Path.Combine(Course.Root, "tests", $"Labs.{Name.App}.Grader");

    /// <summary>A path as shown in messages: relative to the course's root, with slashes.</summary>
    public string Show(string path) => Path.GetRelativePath(Course.Root, path).Replace('\\', '/');
}
