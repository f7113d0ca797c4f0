using System.CommandLine;
using Frugal.Cli.Rendering;
using Frugal.Grading.Authoring;
using Frugal.Grading.Cards;
using Frugal.Grading.Submissions;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal grade PATH [--trust] [--course FOLDER] [--json]</c>: grades the work in a lab's folder. Exit code 0 for full marks, otherwise 1.</summary>
internal static class GradeCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("path") { Description = "Folder of the lab: labs/NAME, or a submission's folder anywhere else." };
        var json = new Option<bool>("--json") { Description = "Print only grade.json on standard output." };
        var trust = new Option<bool>("--trust") { Description = "Run a submission's code even where nothing contains it." };
        var course = new Option<string>("--course") { Description = "Clone of the course whose tests grade. Default: the one this program was built in." };
        var command = new Command("grade", "Grade the work in a lab's folder and show its card.") { path, trust, course, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = Terminal.Of(parsed);
            var submission = Submission.Open(parsed.GetRequiredValue(path), parsed.GetValue(course) is { } root ? new Course(Path.GetFullPath(root)) : null);
            var grade = await ProgressLine.RunAsync(terminal, progress => Task.FromResult(submission.Grade(progress, parsed.GetValue(trust), cancellation)), cancellation);
            if (parsed.GetValue(json))
            {
                terminal.Output.Write(GradeJson.Write(grade));
            }
            else
            {
                terminal.Write(new ConsoleCard(grade));
                terminal.Output.WriteLine($"{Environment.NewLine}Card with charts: {Path.Combine(submission.Cards, "card.html")}");
            }

            return grade.Score >= grade.MaxScore && grade.Tasks.Count > 0 ? 0 : 1;
        });
        return command;
    }
}
