using Frugal.Grading.Authoring;

namespace Frugal.Grading.Tests.Authoring;

public class LabTemplateTests
{
    [Test]
    public void A_new_lab_is_in_order_at_once()
    {
        using var course = new SmallCourse();

        var lab = LabTemplate.Create(course.Course, LabName.Parse("word-count"), _ => { });

        Assert.That(LabReview.Of(lab), Is.Empty);
        Assert.That(course.Has("solutions/word-count/WordCount/WordCount.csproj") && course.Has("labs/word-count/word-count.slnx") && course.Has("tests/Labs.WordCount.Grader/Probes/Probes.cs"));
        Assert.That(Directory.EnumerateFiles(lab.Lab, "*", SearchOption.AllDirectories).SelectMany(File.ReadLines), Has.None.Contains("AppName").And.None.Contains("lab-name"));
        Assert.That(Directory.EnumerateDirectories(Path.Combine(course.Course.Root, "artifacts")), Is.Empty);
    }

    [TestCase("two-sums", "solutions/two-sums is there already")]
    [TestCase("twosums", "its app would be named Twosums, like that of 'two-sums'")]
    public void A_name_that_is_taken_is_told(string name, string message)
    {
        using var course = new SmallCourse();

        Assert.That(() => LabTemplate.Create(course.Course, LabName.Parse(name), _ => { }), Throws.TypeOf<FrugalException>().With.Message.Contains(message));
    }

    [Test]
    public void A_failure_at_the_last_step_leaves_nothing_behind()
    {
        using var course = new SmallCourse();
        var before = Files(course);

        Assert.That(() => LabTemplate.Create(course.Course, LabName.Parse("word-count"), Fail), Throws.TypeOf<FrugalException>().With.Message.EqualTo("no."));
        Assert.That(Files(course), Is.EqualTo(before));
        Assert.That(course.Read("Course.sln"), Is.Empty);

        void Fail(LabTree lab)
        {
            File.WriteAllText(lab.Course.SolutionFile, "half written");
            throw new FrugalException("no.");
        }
    }

    private static string[] Files(SmallCourse course) => [.. Directory.EnumerateFiles(course.Course.Root, "*", SearchOption.AllDirectories).Order()];
}
