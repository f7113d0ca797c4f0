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
#if SOLUTION
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Skip(1))
        {
            if (line.Split(':', 2) is [var name, var value])
            {
                fields[name] = value.Trim();
            }
        }

        if (fields.ContainsKey("Pss_Anon"))
        {
            return new(Bytes("Pss_Anon"), Bytes("Pss_File"));
        }

        var anonymous = Bytes("Anonymous");
        return new(anonymous, Math.Max(0, Bytes("Pss") - anonymous));

        long Bytes(string name)
        {
            var value = fields.GetValueOrDefault(name) ?? throw new FormatException($"smaps_rollup has no line '{name}'.");
            return value.EndsWith(" kB", StringComparison.Ordinal) && long.TryParse(value[..^3], System.Globalization.NumberStyles.None, null, out var kibibytes) && kibibytes <= long.MaxValue / 1024
                ? kibibytes * 1024
                : throw new FormatException($"smaps_rollup: the line '{name}' has the value '{value}'. Expected: a number and kB.");
        }
#else
        throw new NotImplementedException("Task 2 - read the two kinds of memory. Hint: split at line ends and colons; long.TryParse.");
#endif
    }
}
