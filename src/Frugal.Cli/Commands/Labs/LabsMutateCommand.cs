using System.CommandLine;
using Frugal.Cli.Rendering;
using Frugal.Grading.Authoring;
using Frugal.Grading.Mutants;

namespace Frugal.Cli.Commands.Labs;

/// <summary><c>frugal labs mutate NAME</c>: tests a lab's grader on wrong variants of the worked answer. Exit code 1 if too many pass, or one without an explanation.</summary>
internal static class LabsMutateCommand
{
    public static Command Create(Func<Course> course, ILabGrader grader)
    {
        var defaults = new MutationOptions();
        var name = new Argument<string>("name") { Description = "Name of the lab." };
        var count = new Option<int>("--count") { Description = $"Generated mutants, besides the written ones; default: {defaults.Count}.", DefaultValueFactory = _ => defaults.Count };
        var seed = new Option<int>("--seed") { Description = $"Seed of the choice among all mutants; default: {defaults.Seed}.", DefaultValueFactory = _ => defaults.Seed };
        var jobs = new Option<int>("--jobs") { Description = "Mutants graded at a time; default: one per processor.", DefaultValueFactory = _ => defaults.Jobs };
        var task = new Option<int?>("--task") { Description = "Only mutants of this task." };
        var matching = new Option<string?>("--matching") { Description = "Only mutants whose name contains this text, such as 'Batcher.cs'." };
        var explained = new Option<bool>("--explained") { Description = "Grade those explained as equivalent too." };
        var list = new Option<bool>("--list") { Description = "List all mutants without compiling or grading them." };
        var json = CommandLine.Json();
        var command = new Command("mutate", "Test a lab's grader: grade wrong variants of the worked answer, and list those that no test catches.") { name, count, seed, jobs, task, matching, explained, list, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = Terminal.Of(parsed);
            var options = new MutationOptions
            {
                Count = parsed.GetValue(count),
                Seed = parsed.GetValue(seed),
                Jobs = parsed.GetValue(jobs),
                Task = parsed.GetValue(task),
                Matching = parsed.GetValue(matching),
                Explained = parsed.GetValue(explained),
            };
            var run = new MutationRun(course().Choose(parsed.GetRequiredValue(name))[0], options, grader);
            if (parsed.GetValue(list))
            {
                var mutants = run.List();
                Print(parsed.GetValue(json) ? [MutantTable.Json(mutants)] : [.. mutants.Select(mutant => mutant.ToString()), $"{mutants.Count} possible; those that do not compile are left out when they are graded."]);
                return 0;
            }

            var report = await ProgressLine.RunAsync(terminal, progress => Task.FromResult(run.Run(progress, cancellation)), cancellation);
            var table = new MutantTable(report);
            terminal.WriteFigures(parsed.GetValue(json), () => MutantTable.Json(report), table);
            Print(parsed.GetValue(json) ? [] : [.. table.Lines()]);
            return report.Passed ? 0 : 1;

            void Print(string[] lines) => Array.ForEach(lines, terminal.Output.WriteLine);
        });
        return command;
    }
}
