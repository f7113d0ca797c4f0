using System.Diagnostics;
using System.Runtime.Versioning;
using Frugal.Measuring;

namespace Frugal.Grading.Containment;

/// <summary>Monitors the resource use of a process and its children, and kills them.</summary>
internal sealed class Watcher : IDisposable
{
    /// <summary>The interval between two checks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <summary>Number of scans above the limit before it counts: a process that starts another briefly shares its memory with it, and both count it.</summary>
    private const int ScansToBeSure = 3;

    private const int Wrappers = 2;

    /// <summary>The interval between two counts of the files: a process writes some 100 MB between two of them.</summary>
    private static readonly TimeSpan FilesInterval = TimeSpan.FromMilliseconds(250);

    private const int MostAtOnce = 1000;
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);
    private readonly Process process;
    private readonly Limits limits;
    private readonly string folder;
    private readonly bool wrapped;
    private readonly ProcessTree? tree;
    private readonly HeldFiles? held;
    private readonly ControlGroup group;
    private readonly ProcessTimes times = new();
    private readonly Action<StudentFailure> end;
    private readonly Lock gate = new();
    private readonly ManualResetEventSlim stop = new();
    private readonly Thread[] threads;
    private MemorySnapshot peak;
    private int scansAbove;

    /// <summary>Prepares the watcher.</summary>
    /// <param name="process">The first process.</param>
    /// <param name="limits">The limits for all processes together.</param>
    /// <param name="scratch">The folder that they may write to.</param>
    /// <param name="sandbox">How they were started.</param>
    /// <param name="end">Called with the first limit that was exceeded.</param>
    public Watcher(Process process, Limits limits, Scratch scratch, Sandbox sandbox, Action<StudentFailure> end)
    {
        this.process = process;
        this.limits = limits;
        folder = scratch.Folder;
        this.end = end;
        wrapped = sandbox.Wraps;
        tree = OperatingSystem.IsLinux() ? new ProcessTree(process.Id, $"{Launch.Marker}={process.StartInfo.Environment[Launch.Marker]}") : null;
        held = OperatingSystem.IsLinux() ? new HeldFiles(folder, limits) : null;
        group = ControlGroup.Create(limits);
        threads =                                            // two: many files must not delay the next look at the memory
        [
            new Thread(() => Watch(Interval, Look), 256 << 10) { IsBackground = true, Name = "student's limits" },
            new Thread(() => Watch(FilesInterval, LookAtFiles), 256 << 10) { IsBackground = true, Name = "student's files" },
        ];
    }

    /// <summary>Starts watching.</summary>
    public void Start() => Array.ForEach(threads, thread => thread.Start());

    /// <summary>The peak memory so far.</summary>
    public MemorySnapshot Peak
    {
        get
        {
            lock (gate)
            {
                return peak;
            }
        }
    }

    /// <summary>The processor time of the processes so far; for processes that ended, up to the last check. It never decreases.</summary>
    [SupportedOSPlatform("linux")]
    public TimeSpan ProcessorTime
    {
        get
        {
            lock (gate)
            {
                return times.Now();
            }
        }
    }

    /// <summary>Applies the kernel's limits to all processes started so far and to those that they start from now on.</summary>
    public void Cap()
    {
        lock (gate)
        {
            foreach (var use in OperatingSystem.IsLinux() ? tree!.Scan(MostAtOnce) : [])
            {
                group.Add(use.Id);
            }
        }
    }

    /// <summary>The limit that the kernel enforced, if any.</summary>
    public StudentFailure? Capped => group.RanOutOfMemory ? Verdicts.AboveMemory(limits.Memory)
        : group.RefusedProcesses ? Verdicts.TooMany("processes or threads", limits.Threads)
        : null;

    /// <summary>Checks the limits now; returns the failure if one was exceeded, otherwise null.</summary>
    public StudentFailure? Look()
    {
        lock (gate)
        {
            var all = Scan();
            times.Follow(all.Select(use => use.Id));
            var held = all.Sum(use => use.Memory);           // shared memory too: no file is behind it, so that only swap could free it
            peak = peak.Max(new MemorySnapshot(new ByteSize(held), new ByteSize(all.Sum(use => use.File))));
            scansAbove = held > limits.Memory.Bytes ? scansAbove + 1 : 0;
            return scansAbove >= ScansToBeSure || all.Any(use => use.Memory > limits.Memory.Bytes) ? Verdicts.AboveMemory(limits.Memory)
                : all.Count > limits.Processes ? Verdicts.TooMany("processes", limits.Processes)
                : OperatingSystem.IsLinux() && tree!.Zombies > limits.Threads ? Verdicts.TooMany("processes that have ended and were not waited for", limits.Threads)
                : all.Sum(use => use.Threads) > limits.Threads ? Verdicts.TooMany("threads", limits.Threads)
                : limits.Processor is { } most && times.Now() > most ? Verdicts.TooMuchProcessor(most)
                : Capped;                                    // the kernel killed a child between two checks: the other processes may stay below the limit
        }
    }

    /// <summary>Kills the processes, and returns when none is left.</summary>
    public void EndAll()
    {
        stop.Set();
        if (!OperatingSystem.IsLinux())
        {
            EndTree();
            return;
        }

        lock (gate)
        {
            var start = Stopwatch.GetTimestamp();
            while (tree!.Scan(MostAtOnce) is { Count: > 0 } left && Stopwatch.GetElapsedTime(start) < EndLimit)
            {
                if (wrapped && left.FirstOrDefault(use => use.Parent == process.Id) is { Id: > 0 } first)
                {
                    Unix.Kill(first.Id);                     // killing the first process of a PID namespace kills all others in it
                }

                foreach (var use in left)
                {
                    Unix.Stop(use.Id);                       // a suspended process cannot start new ones
                }

                foreach (var use in left)
                {
                    Unix.Kill(use.Id);
                }

                Thread.Sleep(1);
            }
        }
    }

    public void Dispose()
    {
        EndAll();
        Array.ForEach(threads, thread => thread.Join());
        group.Dispose();
        stop.Dispose();
    }

    private void Watch(TimeSpan interval, Func<StudentFailure?> look)
    {
        while (!stop.Wait(interval))
        {
            if (look() is { } passed)
            {
                end(passed);
                return;
            }
        }
    }

    /// <summary>Checks the files that the processes wrote: those in the folder, and those without a name.</summary>
    private StudentFailure? LookAtFiles()
    {
        if (!OperatingSystem.IsLinux())
        {
            return FolderWalk.Excess(folder, limits);
        }

        IReadOnlyList<ProcessUse> all;
        lock (gate)
        {
            all = Scan();
        }

        held!.Count([.. all.Select(use => use.Id)]);
        return held.Hidden ? Verdicts.HiddenFiles()
            : all.Sum(use => use.Anonymous) + held.Memory > limits.Memory.Bytes ? Verdicts.AboveMemory(limits.Memory)
            : FolderWalk.Excess(folder, limits, held.Disk);
    }

    /// <summary>The student's processes, without bubblewrap's own two: the one that waits outside, and the first one inside.</summary>
    private IReadOnlyList<ProcessUse> Scan()
    {
        if (OperatingSystem.IsLinux())
        {
            var all = tree!.Scan(limits.Processes + Wrappers);
            return wrapped ? [.. all.Where(use => use.Id != process.Id && use.Parent != process.Id)] : all;
        }

        try
        {
            process.Refresh();
            return process.HasExited ? [] : [new ProcessUse(process.Id, 0, process.Threads.Count, process.PrivateMemorySize64, 0, 0)];
        }
        catch (InvalidOperationException)
        {
            return [];                                       // the process has ended meanwhile
        }
    }

    private void EndTree()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or AggregateException or System.ComponentModel.Win32Exception)
        {
            // The process or one of its children has already ended.
        }
    }
}
