using System.Diagnostics;
using Frugal.Measuring;

namespace Frugal.Tests.Measuring;

[Category("Machine")]
public class CpuClocksTests
{
    [Test]
    public void A_process_tells_the_time_that_it_has_taken_itself()
    {
        using var own = Process.GetCurrentProcess();
        var before = ProcessCpuTime.Of(Environment.ProcessId);
        Spin();
        var after = ProcessCpuTime.Of(Environment.ProcessId);

        own.Refresh();
        Assert.That(after, Is.GreaterThan(before));
        Assert.That(own.TotalProcessorTime, Is.GreaterThanOrEqualTo(after - TimeSpan.FromMilliseconds(50)), "in steps of 10 ms");
    }

    [TestCase(int.MaxValue)]
    [TestCase((1 << 28) - 1)]
    [TestCase(0)]
    [TestCase(-1)]
    public void A_process_that_is_not_there_has_taken_no_time(int id) => Assert.That(ProcessCpuTime.Of(id), Is.EqualTo(TimeSpan.Zero));

    [Test, Platform("Linux")]
    public void A_thread_that_waits_takes_no_processor_time()
    {
        var clock = ThreadCpuClock.Instance;
        Assert.That(clock, Is.Not.Null);
        using var never = new ManualResetEventSlim();

        var (wall, busy) = (Stopwatch.GetTimestamp(), clock!.GetTimestamp());
        never.Wait(TimeSpan.FromMilliseconds(200));
        var (waited, idle) = (Stopwatch.GetElapsedTime(wall), clock.GetElapsedTime(busy));
        busy = clock.GetTimestamp();
        Spin();

        Assert.That(waited, Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(190)));
        Assert.That(idle, Is.LessThan(waited / 4));
        Assert.That(clock.GetElapsedTime(busy), Is.GreaterThan(TimeSpan.Zero));
    }

    private static double Spin()
    {
        var x = 1.0;
        for (var i = 0; i < 2_000_000; i++)
        {
            x = Math.Sqrt(x + i);
        }

        return x;
    }
}
