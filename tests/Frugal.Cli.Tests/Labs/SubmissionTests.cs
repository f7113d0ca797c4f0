using Frugal.Cli.Commands;

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
        Assert.That(error, Is.EqualTo($"frugal: {folder[name]}: not a lab. A lab is a folder labs/NAME of a clone of the course that contains NAME.slnx. Run: frugal grade labs/NAME.\n"));
    }
}
