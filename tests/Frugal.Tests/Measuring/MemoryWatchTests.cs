using System.Diagnostics;
using System.Runtime.InteropServices;
using Frugal.Measuring;

namespace Frugal.Tests.Measuring;

public class MemoryWatchTests
{
    [Test]
    public unsafe void It_sees_the_memory_that_a_process_takes()
    {
        const int Size = 64 << 20;
        var before = MemoryWatch.Now(Environment.ProcessId)!.Value;
        var block = (byte*)NativeMemory.Alloc(Size);
        try
        {
            new Span<byte>(block, Size).Fill(1);

            var after = MemoryWatch.Now(Environment.ProcessId)!.Value;

            Assert.That(after.Anonymous.Bytes - before.Anonymous.Bytes, Is.GreaterThan(Size / 2));
        }
        finally
        {
            NativeMemory.Free(block);
        }
    }

    [Test]
    [Platform("Linux")]
    public void Processes_that_a_process_starts_count_too_and_the_watch_ends_with_it()
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", "sleep 60 & sleep 60 & echo started; read line; kill %1 %2 2> /dev/null; kill $(jobs -p)"]) { RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true })!;
        Assert.That(shell.StandardOutput.ReadLine(), Is.EqualTo("started"));
        var readings = new List<MemoryReading>();
        var ended = false;

        foreach (var reading in MemoryWatch.Of(shell.Id, TimeSpan.FromMilliseconds(20)))
        {
            readings.Add(reading);
            if (reading.Processes == 3 && !ended)
            {
                ended = true;
                shell.StandardInput.WriteLine();
            }
        }

        Assert.That(readings.Max(reading => reading.Processes), Is.EqualTo(3));
        Assert.That(readings.Select(reading => reading.Time), Is.Ordered);
        Assert.That(readings.Select(reading => reading.Memory.Anonymous.Bytes), Has.All.Positive);
        Assert.That(MemoryWatch.Now(shell.Id), Is.Null);
    }

    [Test]
    [Platform("Linux")]
    public void A_long_interval_does_not_outlast_the_process()
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", "read line"]) { RedirectStandardInput = true })!;
        var readings = 0;

        foreach (var _ in MemoryWatch.Of(shell.Id, TimeSpan.FromHours(1)))
        {
            readings++;
            shell.StandardInput.WriteLine();
        }

        Assert.That(readings, Is.EqualTo(1));
    }

    [Test]
    public void A_watch_can_be_ended()
    {
        using var stop = new CancellationTokenSource();
        var readings = 0;

        foreach (var _ in MemoryWatch.Of(Environment.ProcessId, TimeSpan.FromHours(1), stop.Token))
        {
            readings++;
            stop.Cancel();
        }

        Assert.That(readings, Is.EqualTo(1));
    }

    [Test]
    public void A_process_that_is_not_there_has_no_readings()
    {
        Assert.That(MemoryWatch.Of(int.MaxValue, TimeSpan.FromSeconds(1)), Is.Empty);
        Assert.That(() => MemoryWatch.Of(1, TimeSpan.Zero).First(), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
