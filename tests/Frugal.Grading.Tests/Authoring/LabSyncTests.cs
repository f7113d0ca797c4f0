using Frugal.Grading.Authoring;

namespace Frugal.Grading.Tests.Authoring;

public class LabSyncTests
{
    [Test]
    public void The_lab_is_the_solution_with_its_tasks_taken_out()
    {
        using var course = new SmallCourse();

        Assert.That(LabFiles.In(course.Lab.Lab), Is.EqualTo(LabFiles.In(course.Lab.Solution)));
        Assert.That(course.Read("labs/two-sums/README.md"), Is.EqualTo("# Two sums\n"));
        Assert.That(course.Read("labs/two-sums/TwoSums/Sums.cs"), Does.Contain("Task 1 - add.").And.Not.Contain("a + b").And.Not.Contain("#"));
    }

    [Test]
    public void A_second_time_nothing_is_written()
    {
        using var course = new SmallCourse();
        var before = File.GetLastWriteTimeUtc(Path.Combine(course.Lab.Lab, "README.md"));

        var result = LabSync.Apply(course.Lab);

        Assert.That((result.Written.Count, result.Removed.Count, result.Replaced), Is.EqualTo((0, 0, (string?)null)));
        Assert.That(File.GetLastWriteTimeUtc(Path.Combine(course.Lab.Lab, "README.md")), Is.EqualTo(before));
    }

    [Test]
    public void What_the_solution_has_no_more_is_removed_and_what_is_replaced_is_kept_aside()
    {
        using var course = new SmallCourse();
        course.Remove("solutions/two-sums/TwoSums/wwwroot/index.html");
        course.Write("labs/two-sums/TwoSums/Sums.cs", "a student's work\n");
        course.Write("labs/two-sums/bin/Debug/TwoSums.dll", "an output");

        var result = LabSync.Apply(course.Lab);

        Assert.That(result.Written, Is.EqualTo(new[] { "TwoSums/Sums.cs" }));
        Assert.That(result.Removed, Is.EqualTo(new[] { "TwoSums/wwwroot/index.html" }));
        Assert.That(Directory.Exists(Path.Combine(course.Lab.Lab, "TwoSums", "wwwroot")), Is.False);
        Assert.That(course.Has("labs/two-sums/bin/Debug/TwoSums.dll"), "outputs are no files of the lab");
        Assert.That(course.Read($"{result.Replaced}/TwoSums/Sums.cs"), Is.EqualTo("a student's work\n"));
        Assert.That(course.Has($"{result.Replaced}/TwoSums/wwwroot/index.html"));
    }

    [Test]
    public void Outputs_settings_and_files_of_no_known_kind_are_not_handed_on()
    {
        using var course = new SmallCourse();
        course.Write("solutions/two-sums/TwoSums/bin/a.cs", "");
        course.Write("solutions/two-sums/TwoSums/obj/a.json", "");
        course.Write("solutions/two-sums/grades/grade.json", "");
        course.Write("solutions/two-sums/TwoSums/TwoSums.csproj.user", "");
        course.Write("solutions/two-sums/answers.zip", "");
        course.Write("solutions/two-sums/.secrets.json", "");
        course.Write("solutions/two-sums/TwoSums/Answer.cs", "#if SOLUTION\nclass Answer;\n#endif\n");

        var result = LabSync.Apply(course.Lab);

        Assert.That(result.Written, Is.Empty);
        Assert.That(result.Strays, Is.EqualTo(new[] { ".secrets.json", "answers.zip" }));
    }

    [Test]
    public void A_source_that_cannot_be_stripped_leaves_the_lab_as_it_was()
    {
        using var course = new SmallCourse();
        course.Write("solutions/two-sums/README.md", "# Changed\n");
        course.Change("solutions/two-sums/TwoSums/Sums.cs", "#endif", "");

        Assert.That(() => LabSync.Apply(course.Lab), Throws.TypeOf<FrugalException>().With.Message.StartsWith("solutions/two-sums/TwoSums/Sums.cs:"));
        Assert.That(course.Read("labs/two-sums/README.md"), Is.EqualTo("# Two sums\n"));
    }
}
