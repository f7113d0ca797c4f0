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
        throw new NotImplementedException("Task 7 - find the limit. Hint: one memory.max per folder on the way from the root to the group; the smallest number holds.");
    }
}
