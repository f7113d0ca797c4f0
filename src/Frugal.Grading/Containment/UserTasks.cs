using System.Globalization;
using System.Runtime.Versioning;

namespace Frugal.Grading.Containment;

/// <summary>The kernel's limit on the processes and threads of a user (RLIMIT_NPROC): the only one that stops a fork bomb on a machine that is too busy for
/// the watcher, where the user may make no cgroup.</summary>
/// <remarks>The kernel counts what else the user runs, too, except in a user namespace of its own (Linux 5.14 and later); root has no such limit.</remarks>
internal static class UserTasks
{
    /// <summary>The limit for a student's process that is started now: what the user runs, and twice the threads that the process may have; 0 for none.</summary>
    public static int Limit(Limits limits) => OperatingSystem.IsLinux() && !Environment.IsPrivilegedProcess ? Running() + (2 * limits.Threads) + limits.Processes : 0;

    [SupportedOSPlatform("linux")]
    private static int Running()
    {
        var user = Field("/proc/self/status", "Uid:");
        return Directory.EnumerateDirectories("/proc")
            .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]) && Field($"{folder}/status", "Uid:") == user)
            .Sum(folder => Field($"{folder}/status", "Threads:"));
    }

    /// <summary>The first number of a line of /proc/PID/status; 0 if the process has ended.</summary>
    private static int Field(string file, string name)
    {
        try
        {
            var line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
            return int.TryParse(line?.Split(['\t', ' '], StringSplitOptions.RemoveEmptyEntries) is [_, var number, ..] ? number : "", CultureInfo.InvariantCulture, out var value) ? value : 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
