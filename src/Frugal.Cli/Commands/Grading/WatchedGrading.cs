using System.Diagnostics;
using System.Globalization;
using Frugal.Cli.Rendering;
using Frugal.Grading.Cards;
using Frugal.Grading.Grades;
using Frugal.Grading.Submissions;

namespace Frugal.Cli.Commands.Grading;

/// <summary><c>frugal grade --watch</c>: grades a task at the start and after each saved file, until it is ended.</summary>
internal sealed class WatchedGrading : IDisposable
{
    private readonly Terminal terminal;
    private readonly Submission submission;
    private readonly int? chosen;
    private readonly GradingLoop loop;
    private readonly SubmissionWatch watch;
    private readonly HashSet<int> passed = [];   // in this watch: the progress knows nothing of a folder that is not the lab's

    public WatchedGrading(Terminal terminal, Submission submission, int? chosen, bool trusted)
    {
        (this.terminal, this.submission, this.chosen) = (terminal, submission, chosen);
        watch = submission.Watch();
        try
        {
            loop = submission.Loop(trusted);
        }
        catch
        {
            watch.Dispose();
            throw;
        }
    }

    /// <summary>Grades until <paramref name="cancellation"/>, which is the user's way to end it.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        IReadOnlyList<int> tasks = [chosen ?? FirstOpen()];
        try
        {
            while (true)
            {
                await GradeAsync(tasks, cancellation);
                terminal.Error.WriteLine("Waiting for a saved file. Ctrl+C ends.");
                var saved = await Task.Run(() => watch.Wait(cancellation), CancellationToken.None);
                cancellation.ThrowIfCancellationRequested();
                terminal.Output.WriteLine($"{Environment.NewLine}{saved[0]}{(saved.Count > 1 ? $" and {saved.Count - 1} more" : "")} saved");
                tasks = chosen is null && watch.TasksIn(saved) is { Count: > 0 } inFile ? inFile : tasks;
            }
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        loop.Dispose();
        watch.Dispose();
    }

    /// <summary>Grades, and shows the result. What the user can correct does not end the watch.</summary>
    private async Task GradeAsync(IReadOnlyList<int> tasks, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var grade = await ProgressLine.RunAsync(terminal, progress => Task.FromResult(loop.Grade(tasks, progress, cancellation)), cancellation);
            terminal.Write(new ConsoleCard(grade) { Brief = true });
            var unkept = submission.Keep(grade);
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.NewLine}{Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s{Next(grade)}"));
            if (unkept is not null)
            {
                terminal.Warn(unkept);
            }
        }
        catch (FrugalException failure) when (loop.Tasks.Any(task => tasks.Contains(task.Number)))
        {
            terminal.Warn(failure.Message);
        }
    }

    /// <summary>What comes after a task that is passed: the next one that is open, or the first one that was left out.</summary>
    private string Next(Grade grade)
    {
        if (grade.Tasks.Any(task => task.Verdict != Verdict.Passed))
        {
            passed.ExceptWith(grade.Tasks.Select(graded => graded.Id));
            return "";
        }

        passed.UnionWith(grade.Tasks.Select(graded => graded.Id));
        var before = submission.PassedTasks();
        var open = loop.Tasks.Where(task => !passed.Contains(task.Number) && !before.Contains(task.Number)).ToArray();
        var next = open.FirstOrDefault(task => task.Number > grade.Tasks.Max(graded => graded.Id)) ?? open.FirstOrDefault();
        return next is null ? $". Grade the whole lab: ./frugal grade {submission.Name}"
            : chosen is null ? $". Next is task {next.Number}: {next.Title}"
            : $". Next is task {next.Number}: {next.Title} (--task {next.Number})";
    }

    /// <summary>The first task that is not passed yet, as far as the student's progress tells.</summary>
    private int FirstOpen()
    {
        var passed = submission.PassedTasks();
        return (loop.Tasks.FirstOrDefault(task => !passed.Contains(task.Number)) ?? loop.Tasks[0]).Number;
    }
}
