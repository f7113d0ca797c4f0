using Frugal.Setup.Testing;

namespace Setup.Tests;

public class TestCountsTests
{
    private static string Trx(string outcome, string counters) => $"""
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <ResultSummary outcome="{outcome}"><Counters {counters} /></ResultSummary>
        </TestRun>
        """;

    [Test]
    public void A_run_without_failures_is_read()
    {
        var counts = TestCounts.Read(Trx("Completed", """total="7" executed="5" passed="5" failed="0" error="0" timeout="0" aborted="0" """));

        Assert.That(counts, Is.EqualTo(new TestCounts(5, 0, 2)));
        Assert.That(counts.ToString(), Is.EqualTo("5 passed, 0 failed, 2 skipped"));
    }

    [Test]
    public void Failures_errors_and_timeouts_all_count_as_failed()
    {
        var counts = TestCounts.Read(Trx("Failed", """total="9" executed="9" passed="5" failed="2" error="1" timeout="1" aborted="0" """));

        Assert.That(counts, Is.EqualTo(new TestCounts(5, 4, 0)));
    }

    [Test]
    public void A_run_that_was_cut_short_is_a_failure_even_when_no_test_failed()
    {
        var counts = TestCounts.Read(Trx("Failed", """total="3" executed="3" passed="3" failed="0" """));

        Assert.That(counts.Failed, Is.EqualTo(1));
    }

    [Test]
    public void Counts_of_several_projects_add_up() =>
        Assert.That((new TestCounts(3, 0, 1) + new TestCounts(4, 2, 0)).ToString(), Is.EqualTo("7 passed, 2 failed, 1 skipped"));

    [Test]
    public void A_failing_exit_code_without_a_failed_test_is_a_failure()
    {
        Assert.That(new TestCounts(3, 0, 0).WithExitCode(1), Is.EqualTo(new TestCounts(3, 1, 0)));
        Assert.That(new TestCounts(3, 2, 0).WithExitCode(1), Is.EqualTo(new TestCounts(3, 2, 0)));
        Assert.That(new TestCounts(3, 0, 0).WithExitCode(0), Is.EqualTo(new TestCounts(3, 0, 0)));
    }
}
