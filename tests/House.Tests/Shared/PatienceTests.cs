using System.Diagnostics;

namespace House.Tests.Shared;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class PatienceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly FakeClock clock = new();

    [TestCase(1, 1)]
    [TestCase(3, 3)]
    [TestCase(1000, 20)]
    [TestCase(0.1, 1)]
    public void A_second_lasts_as_long_as_the_load_says_and_20_at_most(double slowdown, int seconds) =>
        Assert.That(Last(new Patience(Second, clock, () => slowdown)), Is.EqualTo(seconds).Within(0.1));

    [Test]
    public void Load_that_comes_later_counts() =>
        Assert.That(Last(new Patience(Second, clock, () => Seconds(clock) > 0.5 ? 8 : 1)), Is.EqualTo(0.5 + 4).Within(0.1));

    [Test]
    public void A_wait_that_is_given_up_names_what_it_waited_for()
    {
        var never = new TaskCompletionSource<int>().Task;
        var limit = TimeSpan.FromMilliseconds(20);

        Assert.Multiple(() =>
        {
            Assert.That(() => Patience.For(limit).WaitAsync(never, "the kernel's answer"), Throws.TypeOf<AssertionException>().With.Message.StartsWith("the kernel's answer: no end within 0.02 s"));
            Assert.That(() => Patience.For(limit).UntilAsync(() => false, "the file"), Throws.TypeOf<AssertionException>().With.Message.StartsWith("the file: no end within 0.02 s"));
        });
    }

    [Test]
    public async Task What_comes_in_time_is_passed_on_and_so_is_its_failure()
    {
        var patience = Patience.For(Second);

        Assert.That(await patience.WaitAsync(Task.FromResult(42), "the answer"), Is.EqualTo(42));
        Assert.That(() => patience.WaitAsync(Task.FromException(new InvalidOperationException("broken")), "the answer"), Throws.TypeOf<InvalidOperationException>());
    }

    [Test, Platform(Exclude = "Win")]
    public void A_process_that_does_not_end_is_killed()
    {
        using var process = Process.Start("sleep", "600");

        Assert.That(() => Patience.For(TimeSpan.FromMilliseconds(20)).WaitForExitAsync(process, "sleep"), Throws.TypeOf<AssertionException>());

        process.WaitForExit();
        Assert.That(process.HasExited, Is.True);
    }

    [Test]
    public void The_kernels_count_of_threads_that_want_a_processor_is_read() =>
        Assert.That(Slowdown.Runnable("0.20 0.18 0.12 13/245 1234\n"), Is.EqualTo(13));

    [Test]
    [Category("Machine")]
    public void Threads_that_work_slow_the_others_down()
    {
        using var stop = new CancellationTokenSource();
        var threads = Enumerable.Range(0, 6 * Environment.ProcessorCount).Select(_ => new Thread(() => { while (!stop.IsCancellationRequested) { } })).ToList();
        threads.ForEach(thread => thread.Start());

        var slowdown = Enumerable.Range(0, 20).Max(_ => Slowdown.Now());

        stop.Cancel();
        threads.ForEach(thread => thread.Join());
        Assert.That(slowdown, Is.GreaterThan(2));
    }

    /// <summary>The seconds until it is over, looked at every 10 ms.</summary>
    private double Last(Patience patience)
    {
        while (!patience.IsOver)
        {
            clock.Pass(10);
        }

        return Seconds(clock);
    }

    private static double Seconds(FakeClock clock) => clock.GetTimestamp() / (double)clock.TimestampFrequency;
}
