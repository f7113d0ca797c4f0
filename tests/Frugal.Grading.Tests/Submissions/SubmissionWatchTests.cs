using Frugal.Grading.Authoring;
using Frugal.Grading.Submissions;

namespace Frugal.Grading.Tests.Submissions;

[Parallelizable]
public class SubmissionWatchTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    [Test]
    public void A_saved_a_new_and_a_deleted_file_are_named()
    {
        using var folder = Lab();
        using var watch = Open(folder);
        folder.Write("labs/two-sums/TwoSums/Sums.cs", "other");
        folder.Write("labs/two-sums/TwoSums/New.cs", "new");
        File.Delete(folder["labs/two-sums/analysis.md"]);
        folder.Write("labs/two-sums/TwoSums/bin/output.cs", "an output is not watched");

        Assert.That(watch.Wait(Patient()), Is.EqualTo(new[] { "TwoSums/New.cs", "TwoSums/Sums.cs", "analysis.md" }));
    }

    [Test]
    public void A_file_that_is_still_being_written_is_waited_for()
    {
        using var folder = Lab();
        var path = folder["labs/two-sums/TwoSums/Sums.cs"];
        var looks = 0;
        using var watch = new SubmissionWatch(Tree(folder), folder["labs/two-sums"])
        {
            Interval = Interval,
            Looking = () =>
            {
                if (++looks <= 5)
                {
                    File.AppendAllText(path, "part\n");
                }
            },
        };

        Assert.That(watch.Wait(Patient()), Is.EqualTo(new[] { "TwoSums/Sums.cs" }));

        Assert.That(looks, Is.EqualTo(6), "one more, at which nothing had changed");
    }

    [Test]
    public void A_file_saved_during_a_grading_is_named_at_the_next_wait()
    {
        using var folder = Lab();
        using var watch = Open(folder);
        folder.Write("labs/two-sums/analysis.md", "first");
        watch.Wait(Patient());
        folder.Write("labs/two-sums/TwoSums/Sums.cs", "written during the grading");

        Assert.That(watch.Wait(Patient()), Is.EqualTo(new[] { "TwoSums/Sums.cs" }));
    }

    [Test]
    public void Cancelling_returns_no_files()
    {
        using var folder = Lab();
        using var watch = Open(folder);

        Assert.That(watch.Wait(new CancellationToken(canceled: true)), Is.Empty);
    }

    [Test]
    public void The_tasks_of_a_file_are_those_of_the_starters_stubs()
    {
        using var folder = Lab();
        using var watch = Open(folder);

        Assert.That(watch.TasksIn(["TwoSums/Sums.cs", "analysis.md"]), Is.EqualTo(new[] { 1, 3 }));
        Assert.That(watch.TasksIn(["TwoSums/New.cs"]), Is.Empty);
    }

    [Test]
    public void A_stamp_holds_until_a_file_of_the_build_changes()
    {
        using var folder = Lab();
        BuildStamp Stamp() => new(folder["artifacts/stamp"], Tree(folder));
        Assert.That(Stamp().IsCurrent, Is.False);

        Stamp().Write();
        Assert.That(Stamp().IsCurrent);

        folder.Write("tests/Labs.TwoSums.Grader/Tasks.cs", "class Changed;");
        Assert.That(Stamp().IsCurrent, Is.False);
    }

    private static SubmissionWatch Open(TemporaryFolder folder) => new(Tree(folder), folder["labs/two-sums"]) { Interval = Interval };

    private static LabTree Tree(TemporaryFolder folder) => new(new Course(folder.Path), LabName.Parse("two-sums"));

    private static CancellationToken Patient() => new CancellationTokenSource(Patience.Longest(TimeSpan.FromMinutes(1))).Token;

    private static TemporaryFolder Lab()
    {
        var folder = new TemporaryFolder();
        folder.Write("solutions/two-sums/TwoSums/Sums.cs", """
            class Sums
            {
                static int One() =>
            #if SOLUTION
                    1;
            #else
                    throw new NotImplementedException("Task 1 - one. Hint: a digit.");
            #endif
                static int Three() =>
            #if SOLUTION
                    3;
            #else
                    throw new NotImplementedException("Task 3 - three. Hint: a digit.");
            #endif
            }

            """);
        folder.Write("labs/two-sums/TwoSums/Sums.cs", "the start\n");
        folder.Write("labs/two-sums/analysis.md", "sheet");
        return folder;
    }
}
