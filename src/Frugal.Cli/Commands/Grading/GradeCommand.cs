using System.CommandLine;
using Frugal.Cli.Rendering;
using Frugal.Grading.Authoring;
using Frugal.Grading.Cards;
using Frugal.Grading.Grades;
using Frugal.Grading.Submissions;

namespace Frugal.Cli.Commands.Grading;

/// <summary>
/// <c>frugal grade PATH [--task N] [--watch] [--trust] [--course FOLDER] [--json]</c>: grades the work in a lab's folder, or one task of it, once or after each saved file. Exit code 0 for
/// full marks, otherwise 1.
/// </summary>
internal static class GradeCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("path") { Description = "Folder of the lab: labs/NAME, or a submission's folder anywhere else." };
        var task = new Option<int?>("--task") { Description = "Grade only this task. The card of the whole lab stays as it is." };
        var watch = new Option<bool>("--watch") { Description = "Grade again after each saved file: the task given, or those in the file. End with Ctrl+C." };
        var json = new Option<bool>("--json") { Description = "Print only grade.json on standard output." };
        var trust = new Option<bool>("--trust") { Description = "Run a submission's code even where nothing contains it." };
        var course = new Option<string>("--course") { Description = "Clone of the course whose tests grade. Default: the one this program was built in." };
        var command = new Command("grade", "Grade the work in a lab's folder and show its card.") { path, task, watch, trust, course, json };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(watch) && parsed.GetValue(json))
            {
                parsed.AddError("--watch and --json exclude each other: --watch grades until it is ended. Leave out one of them.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = Terminal.Of(parsed);
            var submission = Submission.Open(parsed.GetRequiredValue(path), parsed.GetValue(course) is { } root ? new Course(Path.GetFullPath(root)) : null);
            if (parsed.GetValue(watch))
            {
                using var watched = new WatchedGrading(terminal, submission, parsed.GetValue(task), parsed.GetValue(trust));
                return await watched.RunAsync(cancellation);
            }

            var grade = await ProgressLine.RunAsync(terminal, progress => Task.FromResult(Grade(submission, parsed.GetValue(task), parsed.GetValue(trust), progress, cancellation)), cancellation);
            if (submission.Keep(grade) is { } unkept)
            {
                terminal.Warn(unkept);
            }

            if (parsed.GetValue(json))
            {
                terminal.Output.Write(GradeJson.Write(grade));
            }
            else
            {
                terminal.Write(new ConsoleCard(grade) { Brief = parsed.GetValue(task) is not null });
                terminal.Output.WriteLine(parsed.GetValue(task) is null ? $"{Environment.NewLine}Card with charts: {Path.Combine(submission.Cards, "card.html")}" : "");
            }

            return grade.Score >= grade.MaxScore && grade.Tasks.Count > 0 ? 0 : 1;
        });
        return command;
    }

    private static Grade Grade(Submission submission, int? task, bool trusted, Action<string> progress, CancellationToken cancellation)
    {
        if (task is not { } number)
        {
            return submission.Grade(progress, trusted, cancellation);
        }

        using var loop = submission.Loop(trusted);
        return loop.Grade([number], progress, cancellation);
    }
}
