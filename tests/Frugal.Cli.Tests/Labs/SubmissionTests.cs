using Frugal.Cli.Commands.Grading;

namespace Frugal.Cli.Tests.Labs;

[Parallelizable]
public class SubmissionTests
{
    [TestCase("")]
    [TestCase("labs")]
    [TestCase("no/such/folder")]
    public void A_folder_that_is_no_lab_is_told_in_one_line(string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write("Course.sln", "");
        Directory.CreateDirectory(folder["labs"]);

        var (code, output, error) = CommandRun.Of(GradeCommand.Create(), "grade", folder[name]);

        Assert.That((code, output), Is.EqualTo((1, "")));
        Assert.That(error, Does.StartWith($"frugal: {folder[name]}: not a lab. A lab is a folder with NAME.slnx in it, for one of: ").And.EndsWith(" Give one: frugal grade labs/NAME.\n"));
    }

    /// <summary>A student who hands in a whole clone could have changed its tests: the labs are those of the course that the program belongs to.</summary>
    [Test]
    public void A_clone_that_was_handed_in_does_not_grade_itself()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Course.sln", "");
        folder.Write("solutions/my-lab/MyLab/Mine.cs", "class Mine;");
        folder.Write("labs/my-lab/my-lab.slnx", "<Solution />");

        Assert.That(() => Frugal.Grading.Submissions.Submission.Open(folder["labs/my-lab"]), Throws.TypeOf<FrugalException>().With.Message.Contains("not a lab"));
        Assert.That(Frugal.Grading.Submissions.Submission.Open(folder["labs/my-lab"], new Frugal.Grading.Authoring.Course(folder.Path)).IsOwn, Is.True, "where it is asked for");
    }
}
