using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Frugal.Measuring;

/// <summary>Samples this process's own memory: a thread reads it every millisecond and keeps the peaks.</summary>
/// <remarks>It allocates nothing while it runs on Linux. Where there is no smaps_rollup (Windows, macOS) the process's private bytes are reported as
/// anonymous memory, and file-backed memory as 0.</remarks>
internal sealed class MemorySampler : IDisposable
{
    private const string Rollup = "/proc/self/smaps_rollup";
    private readonly byte[] buffer = new byte[4096];
    private readonly SafeFileHandle? rollup = TellsApart ? System.IO.File.OpenHandle(Rollup) : null;
    private readonly Lock gate = new();
    private readonly ManualResetEventSlim stop = new();
    private readonly Thread thread;
    private MemorySnapshot peak;

    public MemorySampler()
    {
        thread = new Thread(() =>
        {
            while (!stop.Wait(1))
            {
                Sample();
            }
        }, 256 << 10)
        { IsBackground = true, Name = "memory sampler" };
        Sample();
        thread.Start();
    }

    /// <summary>Whether anonymous and file-backed memory can be distinguished on this system.</summary>
    public static bool TellsApart { get; } = System.IO.File.Exists(Rollup);

    /// <summary>Reads the memory now and updates the peak.</summary>
    public MemorySnapshot Sample()
    {
        lock (gate)
        {
            var now = Read();
            peak = peak.Max(now);
            return now;
        }
    }

    /// <summary>Resets the peak to the memory now.</summary>
    public MemorySnapshot Restart()
    {
        lock (gate)
        {
            return peak = Read();
        }
    }

    /// <summary>The largest memory of each kind since the start or the last <see cref="Restart"/>.</summary>
    public MemorySnapshot Peak()
    {
        Sample();
        lock (gate)
        {
            return peak;
        }
    }

    public void Dispose()
    {
        stop.Set();
        thread.Join();
        stop.Dispose();
        rollup?.Dispose();
    }

    private MemorySnapshot Read()
    {
        if (rollup is null)
        {
            using var process = Process.GetCurrentProcess();
            return new MemorySnapshot(new ByteSize(process.PrivateMemorySize64), default);
        }

        var length = 0;
        while (RandomAccess.Read(rollup, buffer.AsSpan(length), length) is > 0 and var read)
        {
            length += read;
        }

        return MemorySnapshot.ParseSmapsRollup(buffer.AsSpan(0, length));
    }
}
