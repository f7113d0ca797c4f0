using Frugal.Cli.Commands.Grading;
using Frugal.Grading.Cards;
using Frugal.Grading.Grades;
using Frugal.Grading.Submissions;
using Frugal.Learning;

namespace Frugal.Cli.Tests.Labs;

/// <summary>The learner's loop on a small lab: one task, graded after each saved file.</summary>
[Parallelizable, TakesTurns(TakesTurnsAttribute.Builds)]
[Category("Slow")]
public class GradingLoopTests
{
    [Test]
    public void One_task_is_graded_and_only_what_was_saved_is_compiled()
    {
        using var lab = new SumsLab();
        using var loop = Submission.Open(lab.Folder, lab.Course).Loop(trusted: true);
        var steps = new List<string>();
        TaskGrade Grade(int task) => loop.Grade([task], steps.Add).Tasks.Single();

        Assert.That((Grade(1).Cause, Grade(1).Id), Is.EqualTo((Cause.NotDone, 1)));

        lab.Write("a - b");
        Assert.That((Grade(2).Verdict, Grade(2).Cause), Is.EqualTo((Verdict.NotRun, Cause.Prerequisite)), "the required test of task 1 ran too");
        Assert.That(Grade(2).Tests.Single().Message, Does.Contain("Any numbers give their sum"));

        lab.Write("a + c");
        Assert.That((Grade(2).Cause, Grade(2).Message), Is.EqualTo((Cause.DoesNotCompile, Grade(2).Message)));
        Assert.That(Grade(2).Message, Does.Contain("Sums.cs(5,").And.Contain("error CS0103"));

        lab.Write("a + b");
        Assert.That((Grade(2).Points, Grade(1).Points), Is.EqualTo((2.0, 4.0)));
        Assert.That(steps.Count(step => step == "Compiling"), Is.EqualTo(4), "once after each change");
        Assert.That(steps.Count(step => step.StartsWith("Building", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(Directory.Exists(lab.Cards), Is.False, "no card of the whole lab");
        Assert.That(() => Grade(7), Throws.TypeOf<FrugalException>().With.Message.EqualTo("Task 7: two-sums has the tasks 1, 2. Give one of these to --task."));
    }

    [Test]
    public void A_watch_grades_the_task_of_the_saved_file_until_it_is_ended_and_a_folder_has_one()
    {
        using var lab = new SumsLab();
        using var output = new StringWriter();
        using var end = new CancellationTokenSource(Patience.Longest(TimeSpan.FromMinutes(5)));
        var progress = new ProgressFile(lab["progress.json"]);
        var submission = Submission.Open(lab.Folder, lab.Course);
        submission.Progress = () => progress;
        using var watched = new WatchedGrading(Terminal.To(output, TextWriter.Null), submission, chosen: null, trusted: true);

        Assert.That(submission.Watch, Throws.TypeOf<FrugalException>().With.Message.EndsWith("another 'frugal grade --watch' watches this folder. Use that one, or end it with Ctrl+C."));

        var run = watched.RunAsync(end.Token);
        WaitFor("Not done yet: Task 1");
        lab.Write("a + b");
        WaitFor("TwoSums/Sums.cs saved");
        WaitFor("4 of 4");
        WaitFor("Next is task 2: Add twice");
        progress.Update(known => known.WithGrading("two-sums", [new() { Number = 2, Title = "Add twice", Points = 2, MaxPoints = 2 }], DateTimeOffset.UnixEpoch));
        lab.Write("b + a");
        WaitFor("Grade the whole lab");
        end.Cancel();

        Assert.That(run.GetAwaiter().GetResult(), Is.Zero);
        Assert.That(progress.Read().Labs["two-sums"].Tasks[1].Points, Is.EqualTo(4));

        void WaitFor(string text)
        {
            while (!end.IsCancellationRequested && !run.IsCompleted)
            {
                lock (output)
                {
                    if (output.ToString().Contains(text, StringComparison.Ordinal))
                    {
                        return;
                    }
                }

                end.Token.WaitHandle.WaitOne(50);
            }

            Assert.Fail($"'{text}' was not printed:\n{output}");
        }
    }

    [Test]
    public void A_grading_that_is_interrupted_leaves_the_last_card()
    {
        using var lab = new SumsLab();
        Directory.CreateDirectory(lab.Cards);
        var card = Path.Combine(lab.Cards, CardFolder.GradeFile);
        File.WriteAllText(card, "the last one");
        using var cancelled = new CancellationTokenSource();

        Assert.That(() => Submission.Open(lab.Folder, lab.Course).Grade(step =>
        {
            if (step.StartsWith("Grading", StringComparison.Ordinal))
            {
                cancelled.Cancel();
            }
        }, trusted: true, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(File.ReadAllText(card), Is.EqualTo("the last one"));
    }

    [Test]
    public void Dotnet_test_grades_one_task_by_a_filter_and_keeps_the_card_of_the_whole_lab()
    {
        using var lab = new SumsLab();
        lab.Write("a + b");
        Directory.CreateDirectory(lab.Cards);
        var card = Path.Combine(lab.Cards, CardFolder.GradeFile);
        File.WriteAllText(card, "the last one");

        var (code, output) = lab.DotnetTest("--filter", "Task=2");

        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("2 of 2 points").And.Not.Contain("Add numbers"));
        Assert.That(File.ReadAllText(card), Is.EqualTo("the last one"));
        Assert.That(GradeJson.ReadFile(Path.Combine(lab.Cards, CardFolder.ChosenTasks, CardFolder.GradeFile)).Tasks.Single().Id, Is.EqualTo(2));
    }
}
