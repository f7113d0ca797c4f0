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
}
