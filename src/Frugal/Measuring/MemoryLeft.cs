using System.Globalization;

namespace Frugal.Measuring;

/// <summary>
/// Memory that this process can still take before the system has to swap or to end processes: the least of what the machine has available and of what each control group around the process leaves below its limit.
/// File caches count as left, since the kernel drops them when memory is asked for.
/// </summary>
/// <param name="Size">How much is left; 0 if a limit is exceeded.</param>
/// <param name="Limit">What leaves so little: <c>this machine</c>, or the control group's name.</param>
public sealed record MemoryLeft(ByteSize Size, string Limit)
{
    private const long NoLimit = 1L << 60;   // version 1 writes the largest multiple of a page

    /// <summary>What is left now; null where it cannot be found out (Windows, macOS).</summary>
    /// <remarks>Linux: <c>MemAvailable</c> of /proc/meminfo (proc(5)), and the memory controllers of both versions of control groups (Documentation/admin-guide/cgroup-v2.rst, cgroup-v1/memory.rst).</remarks>
    public static MemoryLeft? Now() => OperatingSystem.IsLinux() ? Read("/proc", "/sys/fs/cgroup") : null;

    /// <summary>Reads other folders than the system's own.</summary>
    /// <param name="processes">In the place of /proc.</param>
    /// <param name="groups">In the place of /sys/fs/cgroup.</param>
    internal static MemoryLeft? Read(string processes, string groups)
    {
        var machine = Field(Path.Combine(processes, "meminfo"), "MemAvailable:") is { } kibibytes ? new MemoryLeft(new ByteSize(kibibytes << 10), "this machine") : null;
        return Groups(processes, groups).Append(machine).OfType<MemoryLeft>().MinBy(left => left.Size);
    }

    private static IEnumerable<MemoryLeft?> Groups(string processes, string groups)
    {
        foreach (var line in Lines(Path.Combine(processes, "self", "cgroup")))
        {
            if (line.Split(':', 3) is not [var number, var controllers, var path])
            {
                continue;
            }

            var second = number == "0";
            if (!second && !controllers.Split(',').Contains("memory"))
            {
                continue;
            }

            // A container may see a path of its host: its own group is then the root.
            var root = second ? groups : Path.Combine(groups, "memory");
            for (var name = path.TrimEnd('/'); ; name = name[..name.LastIndexOf('/')])
            {
                yield return Of(root + name, name.Length > 0 ? name : "/", second);
                if (name.LastIndexOf('/') < 0)
                {
                    break;
                }
            }
        }
    }

    private static MemoryLeft? Of(string folder, string name, bool second)
    {
        var limit = Number(Path.Combine(folder, second ? "memory.max" : "memory.limit_in_bytes"));
        var used = Number(Path.Combine(folder, second ? "memory.current" : "memory.usage_in_bytes"));
        if (limit is null or >= NoLimit || used is null)
        {
            return null;
        }

        var statistics = Path.Combine(folder, "memory.stat");
        var caches = (second ? ["active_file", "inactive_file", "slab_reclaimable"] : new[] { "total_active_file", "total_inactive_file" }).Sum(field => Field(statistics, field) ?? 0);
        return new MemoryLeft(new ByteSize(Math.Max(0, limit.Value - Math.Max(0, used.Value - caches))), $"control group {name}");
    }

    /// <summary>A file with a number alone; null if there is none, as in <c>max</c>.</summary>
    private static long? Number(string file) => Lines(file) is [var line, ..] && long.TryParse(line, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long? Field(string file, string name) => Lines(file).Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .FirstOrDefault(words => words.Length > 1 && words[0] == name) is [_, var value, ..] && long.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string[] Lines(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
