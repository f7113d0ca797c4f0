using Frugal.Grading.Authoring;

namespace Frugal.Grading.Tests.Authoring;

public class LabReviewTests
{
    private const string Sums = "TwoSums/Sums.cs";

    [Test]
    public void A_lab_in_step_has_no_finding()
    {
        using var course = new SmallCourse();

        Assert.That(course.Review(), Is.Empty);
    }

    [Test]
    public void A_changed_starter_is_found_with_a_short_diff()
    {
        using var course = new SmallCourse();
        course.Change($"labs/two-sums/{Sums}", "int b)\n    {\n        throw new NotImplementedException(\"Task 1", "int c)\n    {\n        throw new NotImplementedException(\"Task 1");

        var finding = LabReview.Of(course.Lab).Single();

        Assert.That(finding.ToString(), Is.EqualTo("""
            labs/two-sums/TwoSums/Sums.cs:5: differs from what solutions/two-sums gives. Change solutions/two-sums, then run 'frugal labs sync two-sums'.
              -     public static int One(int a, int c)
              +     public static int One(int a, int b)
            """));
    }

    [Test]
    public void A_missing_and_a_surplus_file_are_found()
    {
        using var course = new SmallCourse();
        course.Remove("labs/two-sums/README.md");
        course.Write("labs/two-sums/notes.txt", "notes\n");
        course.Write("solutions/two-sums/old.bak", "old");

        Assert.That(course.Review(), Is.EqualTo(new[]
        {
            "Tree: labs/two-sums/README.md: missing. Change solutions/two-sums, then run 'frugal labs sync two-sums'.",
            "Stray: labs/two-sums/notes.txt: solutions/two-sums gives no such file. Move it there, or remove it with 'frugal labs sync two-sums'.",
            "Stray: solutions/two-sums/old.bak: no lab may hold such a file. Remove it.",
        }));
    }

    [TestCase("throw new NotImplementedException(\"Task 1 - add. Hint: one sign.\");", "return 0;", "Stub: tests/Labs.TwoSums.Grader/SumTests.cs:1: task 1 has no stub in labs/two-sums.")]
    [TestCase("Task 1 - add", "Task 3 - add", "Stub: labs/two-sums/TwoSums/Sums.cs:7: a stub of task 3, which the grader does not declare.")]
    [TestCase(" Hint: one sign.", "", "Stub: labs/two-sums/TwoSums/Sums.cs:7: the text of a stub is")]
    [TestCase("\"Task 1 - add. Hint: one sign.\"", "", "Stub: labs/two-sums/TwoSums/Sums.cs:7: the text of a stub is")]
    [TestCase("namespace TwoSums;\n", "namespace TwoSums;\n\n", "Layout: labs/two-sums/TwoSums/Sums.cs:1: two blank lines in a row.")]
    [TestCase("namespace TwoSums;\n", "namespace TwoSums; \n", "Layout: labs/two-sums/TwoSums/Sums.cs:1: white space at the line's end.")]
    [TestCase("    public static int One", "\tpublic static int One", "Layout: labs/two-sums/TwoSums/Sums.cs:5: a tab.")]
    [TestCase("class Sums\n{\n", "class Sums\n{\n\n", "Layout: labs/two-sums/TwoSums/Sums.cs:4: a blank line after '{'.")]
    public void Stubs_without_tasks_tasks_without_stubs_and_an_untidy_layout_are_found(string from, string to, string finding)
    {
        using var course = new SmallCourse();
        course.Change($"solutions/two-sums/{Sums}", from, to);
        LabSync.Apply(course.Lab);

        Assert.That(course.Review(), Has.Some.StartWith(finding));
    }

    [Test]
    public void A_lab_without_its_starter_or_its_grader_gives_one_finding_each()
    {
        using var course = new SmallCourse();
        Directory.Delete(course.Lab.Lab, recursive: true);
        Directory.Delete(course.Lab.Grader, recursive: true);

        Assert.That(course.Review(), Is.EqualTo(new[]
        {
            "Tree: labs/two-sums: not generated yet. Run 'frugal labs sync two-sums'.",
            "Stub: tests/Labs.TwoSums.Grader: declares no task. Put [Task(1, \"title\")] on its fixtures.",
        }));
    }

    [Test]
    public void The_word_is_found_in_pages_too()
    {
        using var course = new SmallCourse();
        course.Write("solutions/two-sums/README.md", "# Two sums\n\nBuild with SOLUTION.\n");
        LabSync.Apply(course.Lab);

        Assert.That(course.Review(), Is.EqualTo(new[] { "Leak: solutions/two-sums/README.md:3: the word SOLUTION reaches the students. Take it out." }));
    }

    [Test]
    public void A_lab_whose_solution_is_gone_is_told()
    {
        using var course = new SmallCourse();
        Directory.Delete(course.Lab.Solution, recursive: true);

        Assert.That(course.Course.Labs.Single().Name.Text, Is.EqualTo("two-sums"));
        Assert.That(() => LabReview.Of(course.Lab), Throws.TypeOf<FrugalException>().With.Message.StartsWith("solutions/two-sums: not there"));
    }
}
