using System.CommandLine;
using System.Text;
using Frugal.Cli.Progress;
using Frugal.Cli.Rendering;
using Frugal.Cli.Report;
using Frugal.Grading.Authoring;
using Frugal.Learning;

namespace Frugal.Cli.Commands.Grading;

/// <summary><c>frugal progress</c>: shows what the student has done of all labs and notebooks, and writes it as a page.</summary>
internal static class ProgressCommand
{
    public static Command Create() => Create(Course.Find, ProgressFile.OfUser);

    internal static Command Create(Func<Course> course, Func<ProgressFile> file)
    {
        var output = new Option<string?>("--output", "-o") { Description = "File for the page; default: artifacts/progress/index.html of the course." };
        var json = CommandLine.Json();
        var command = new Command("progress", "Show what you have done of all labs and notebooks, and write it as a page.") { output, json };
        command.SetAction(parsed =>
        {
            var terminal = Terminal.Of(parsed);
            var clone = course();
            var progress = CourseProgress.Read(clone, file());
            var page = Path.GetFullPath(parsed.GetValue(output) ?? Path.Combine(clone.Root, "artifacts", "progress", "index.html"));
            AtomicFile.WriteAllBytes(page, Encoding.UTF8.GetBytes(new ProgressPage(progress).Render()));
            terminal.WriteFigures(parsed.GetValue(json), progress.ToJson, new ProgressTable(progress));
            terminal.Error.WriteLine($"Page: {page}");
            return 0;
        });
        return command;
    }
}
