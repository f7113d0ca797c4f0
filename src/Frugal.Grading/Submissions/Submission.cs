using Frugal.Grading.Authoring;
using Frugal.Grading.Cards;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;

namespace Frugal.Grading.Submissions;

/// <summary>A student's work on a lab: the folder with <c>NAME.slnx</c>, the app, and the grader's project.</summary>
public sealed class Submission
{
    private readonly LabTree tree;

    private Submission(string folder, LabTree tree) => (Folder, this.tree) = (folder, tree);

    /// <summary>The full path of the folder.</summary>
    public string Folder { get; }

    /// <summary>The time limit for the build, and for the grading.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The folder of the cards: from <see cref="GradedLabAttribute.Variable"/>, otherwise <c>artifacts/grades/NAME</c> of the course.</summary>
    public string Cards => Environment.GetEnvironmentVariable(GradedLabAttribute.Variable) is { Length: > 0 } folder
        ? folder
        : Folder == tree.Solution ? Path.Combine(tree.Course.Root, "artifacts", "grades", "solutions", tree.Name.Text)
        : Path.Combine(tree.Course.Root, "artifacts", "grades", tree.Name.Text);

    /// <summary>Opens the folder of a lab.</summary>
    /// <exception cref="FrugalException">The folder is not a lab.</exception>
    public static Submission Open(string path)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var root = Path.GetDirectoryName(Path.GetDirectoryName(folder));
        var name = Path.GetFileName(folder);
        return root is not null && File.Exists(Path.Combine(root, "Course.sln")) && File.Exists(Path.Combine(folder, $"{name}.slnx"))
            ? new Submission(folder, new LabTree(new Course(root), LabName.Parse(name)))
            : throw new FrugalException($"{path}: not a lab. A lab is a folder labs/NAME of a clone of the course that contains NAME.slnx. Run: frugal grade labs/NAME.");
    }

    /// <summary>Builds and grades the work in separate processes, and writes the cards to <see cref="Cards"/>.</summary>
    /// <param name="progress">Called with each step that begins.</param>
    /// <param name="cancellation">Cancels the build or the grading.</param>
    /// <exception cref="FrugalException">The grading ended without producing a grade.</exception>
    public Grade Grade(Action<string> progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(progress);
        progress($"Building {tree.Show(Folder)}");
        var errors = new DotnetLabGrader { Limit = Limit }.Build(Folder, cancellation);
        if (errors.Count > 0)
        {
            var grade = Uncompiled.Grade(tree, errors);
            CardFolder.WriteAll(grade, Cards);
            return grade;
        }

        progress($"Grading {tree.Show(Folder)}");
        var written = Path.Combine(Cards, CardFolder.GradeFile);
        if (File.Exists(written))
        {
            File.Delete(written);
        }

        var variables = new Dictionary<string, string?> { [GradedLabAttribute.Variable] = Cards };
        var (_, output) = Dotnet.Run(Folder, ["test", "--configuration", "Release", "--no-build", "--nologo"], variables, Limit, cancellation);
        return File.Exists(written)
            ? GradeJson.ReadFile(written)
            : throw new FrugalException($"{tree.Show(Folder)}: the grading ended without a grade ({Dotnet.Tail(output)}). Run 'dotnet test {tree.Show(Folder)}' to see why.");
    }
}
