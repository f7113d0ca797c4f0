namespace ChatbotMemory.Modes;

/// <summary>The memory that this program may take. In a container that is less than the machine has.</summary>
public static class MachineMemory
{
    /// <summary>
    /// The smaller of the machine's memory and the limits of the program's control groups (Linux, cgroup v2). A group's limit stands in the file <c>memory.max</c> of its folder: a number of bytes, or
    /// <c>max</c> for none. The limits of all groups above it hold too, up to <paramref name="root"/>. A missing file or folder is no limit, and neither is a text that is not a number.
    /// A group whose path has the part <c>..</c> lies outside the root, in another namespace: it is no limit either.
    /// </summary>
    /// <param name="total">The machine's memory in bytes.</param>
    /// <param name="root">The folder of all groups, <c>/sys/fs/cgroup</c>.</param>
    /// <param name="own">The text of <c>/proc/self/cgroup</c>: the line <c>0::/some/group</c> names the group's folder below the root; other lines are of cgroup v1 and do not count. Null without control groups.</param>
    public static long Limit(long total, string root, string? own)
    {
#if SOLUTION
        var line = own?.Split('\n').FirstOrDefault(one => one.StartsWith("0::/", StringComparison.Ordinal));
        if (line is null)
        {
            return total;
        }

        var names = line[4..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (names.Contains(".."))
        {
            return total;   // a group outside the root, in another namespace
        }

        for (var depth = 0; depth <= names.Length; depth++)
        {
            var file = Path.Combine([root, .. names.Take(depth), "memory.max"]);
            try
            {
                total = long.TryParse(File.ReadAllText(file).Trim(), System.Globalization.NumberStyles.None, null, out var limit) ? Math.Min(total, limit) : total;
            }
            catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
            {
                // no limit here
            }
        }

        return total;
#else
        throw new NotImplementedException("Task 7 - find the limit. Hint: one memory.max per folder on the way from the root to the group; the smallest number holds.");
#endif
    }
}
