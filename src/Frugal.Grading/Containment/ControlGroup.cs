using System.Globalization;

namespace Frugal.Grading.Containment;

/// <summary>A cgroup for a student's processes, if this user may create one: the kernel's hard limit, in addition to the watcher's more precise checks.</summary>
/// <remarks>The kernel also counts file caches and threads, so its limits are wider than <see cref="Limits"/>: they stop rapid growth between two
/// checks. Version 2 (Documentation/admin-guide/cgroup-v2.rst) needs an ancestor that delegates memory and pids; version 1 has one tree for each.</remarks>
internal sealed class ControlGroup : IDisposable
{
    private const string Mount = "/sys/fs/cgroup";
    private readonly IReadOnlyList<string> folders;

    private ControlGroup(IReadOnlyList<string> folders) => this.folders = folders;

    /// <summary>Whether the kernel can limit memory and processes on this machine.</summary>
    public static bool Available { get; } = Trial();

    /// <summary>Whether the kernel killed a process for lack of memory.</summary>
    public bool RanOutOfMemory => folders.Any(folder => Count(folder, "memory.events", "oom_kill") + Count(folder, "memory.oom_control", "oom_kill") > 0);

    /// <summary>Whether the kernel refused to start a process or a thread.</summary>
    public bool RefusedProcesses => folders.Any(folder => Count(folder, "pids.events", "max") > 0);

    /// <summary>Creates a group in each tree where this user may; an empty object if there is none.</summary>
    public static ControlGroup Create(Limits limits)
    {
        var name = $"frugal-{Environment.ProcessId:x}-{Guid.NewGuid():n}";
        var memory = (limits.Memory.Bytes + (limits.Memory.Bytes / 4) + (64 << 20)).ToString(CultureInfo.InvariantCulture);
        var tasks = ((2 * limits.Threads) + limits.Processes).ToString(CultureInfo.InvariantCulture);
        var made = new List<string>();
        foreach (var parent in OperatingSystem.IsLinux() ? Parents() : [])
        {
            if (Make(Path.Combine(parent, name), [("memory.max", memory), ("memory.swap.max", "0"), ("memory.limit_in_bytes", memory), ("pids.max", tasks)]))
            {
                made.Add(Path.Combine(parent, name));
            }
        }

        return new ControlGroup(made);
    }

    /// <summary>Adds a process to the group; the processes that it starts from then on are included.</summary>
    public void Add(int process)
    {
        foreach (var folder in folders)
        {
            Try(() => File.WriteAllText(Path.Combine(folder, "cgroup.procs"), process.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Removes the group after its processes have ended.</summary>
    public void Dispose()
    {
        foreach (var folder in folders)
        {
            // The kernel releases the last process shortly after it has ended.
            for (var attempt = 0; attempt < 100 && !Try(() => Directory.Delete(folder)); attempt++)
            {
                Thread.Sleep(5);
            }
        }
    }

    /// <summary>The groups in which this process may create one: for version 2 the nearest that delegates memory and pids, for version 1 its own.</summary>
    private static IEnumerable<string> Parents()
    {
        foreach (var line in Lines("/proc/self/cgroup"))
        {
            if (line.Split(':', 3) is not [var number, var controllers, var path])
            {
                continue;
            }

            if (number != "0")
            {
                foreach (var controller in controllers.Split(',').Where(controller => controller is "memory" or "pids"))
                {
                    yield return Mount + "/" + controller + path;
                }

                continue;
            }

            for (var folder = Mount + path.TrimEnd('/'); folder.Length >= Mount.Length; folder = Path.GetDirectoryName(folder)!)
            {
                if (Lines(Path.Combine(folder, "cgroup.subtree_control")).FirstOrDefault()?.Split(' ') is { } handed && handed.Contains("memory") && handed.Contains("pids"))
                {
                    yield return folder;
                    break;
                }
            }
        }
    }

    private static bool Trial()
    {
        using var group = Create(new Limits());
        return new[] { "memory.max", "memory.limit_in_bytes" }.Any(group.Has) && group.Has("pids.max");
    }

    private bool Has(string file) => folders.Any(folder => File.Exists(Path.Combine(folder, file)));

    private static bool Make(string folder, IReadOnlyList<(string File, string Limit)> limits)
    {
        if (!Try(() => Directory.CreateDirectory(folder)))
        {
            return false;
        }

        var caps = limits.Count(limit => File.Exists(Path.Combine(folder, limit.File)) && Try(() => File.WriteAllText(Path.Combine(folder, limit.File), limit.Limit)));
        return caps > 0 || !Try(() => Directory.Delete(folder));
    }

    private static long Count(string folder, string file, string name) => Lines(Path.Combine(folder, file))
        .Select(line => line.Split(' ')).Where(words => words.Length == 2 && words[0] == name)
        .Select(words => long.TryParse(words[1], CultureInfo.InvariantCulture, out var count) ? count : 0).Sum();

    private static string[] Lines(string file)
    {
        string[] lines = [];
        _ = File.Exists(file) && Try(() => lines = File.ReadAllLines(file));   // the other version's files do not exist: an exception for each would be slow
        return lines;
    }

    private static bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
