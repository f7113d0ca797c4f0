namespace ChatbotMemory.Memory;

/// <summary>What a process has in memory, in bytes.</summary>
/// <param name="Anonymous">What only swap could free: heaps, stacks, copies of weights.</param>
/// <param name="FileBacked">What the system can drop and read again from files: code, mapped weights.</param>
public readonly record struct MemoryReading(long Anonymous, long FileBacked)
{
    /// <summary>
    /// Reads the text of Linux's <c>/proc/PID/smaps_rollup</c>. Its first line names a range of addresses; each of the others is a name, a colon, spaces, a number, and <c>kB</c>, which means 1,024
    /// bytes. Anonymous memory is <c>Pss_Anon</c>, file-backed memory is <c>Pss_File</c>. Kernels before 5.4 have neither: there it is <c>Anonymous</c>, and <c>Pss</c> without <c>Anonymous</c>, at least 0.
    /// </summary>
    /// <exception cref="FormatException">A line that is needed is missing, or its value is not such a number; the message names the line.</exception>
    public static MemoryReading Parse(string text)
    {
        throw new NotImplementedException("Task 2 - read the two kinds of memory. Hint: split at line ends and colons; long.TryParse.");
    }
}
