using System.Buffers.Text;
using System.Text;

namespace Frugal.Measuring;

/// <summary>A process's resident memory at one moment, anonymous and file-backed.</summary>
/// <param name="Anonymous">Memory that only swap could free: heaps, stacks, arenas, written copies (Linux: Pss_Anon).</param>
/// <param name="File">Memory that the system can drop and read again from files: code, mapped weights (Linux: Pss_File).</param>
public readonly record struct MemorySnapshot(ByteSize Anonymous, ByteSize File)
{
    /// <summary>This process's memory now. Where the kinds cannot be distinguished (Windows, macOS), the first is the private bytes and the second is 0.</summary>
    public static MemorySnapshot OfThisProcess()
    {
        const string rollup = "/proc/self/smaps_rollup";
        if (System.IO.File.Exists(rollup))
        {
            return ParseSmapsRollup(System.IO.File.ReadAllBytes(rollup));
        }

        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return new MemorySnapshot(new ByteSize(process.PrivateMemorySize64), new ByteSize(0));
    }

    /// <summary>Reads the text of Linux's <c>/proc/PID/smaps_rollup</c>: lines of a name, a colon, a number and "kB" (1,024 bytes).</summary>
    /// <remarks>Kernels before 5.4 lack Pss_Anon and Pss_File: Anonymous replaces the first, Pss - Anonymous the second.</remarks>
    /// <exception cref="FormatException">The text has no such lines.</exception>
    public static MemorySnapshot ParseSmapsRollup(ReadOnlySpan<byte> text)
    {
        var anonymous = Field(text, "\nPss_Anon:"u8) ?? Field(text, "\nAnonymous:"u8)
            ?? throw new FormatException($"No 'Anonymous:' in smaps_rollup: {Encoding.ASCII.GetString(text[..Math.Min(80, text.Length)])}");
        var file = Field(text, "\nPss_File:"u8) ?? Math.Max(0, (Field(text, "\nPss:"u8) ?? anonymous) - anonymous);
        return new MemorySnapshot(new ByteSize(anonymous), new ByteSize(file));
    }

    /// <summary>The maximum of the two for each kind.</summary>
    public MemorySnapshot Max(MemorySnapshot other) => new(
        new ByteSize(Math.Max(Anonymous.Bytes, other.Anonymous.Bytes)),
        new ByteSize(Math.Max(File.Bytes, other.File.Bytes)));

    /// <summary>The memory above <paramref name="baseline"/>, never below zero.</summary>
    public MemorySnapshot Above(MemorySnapshot baseline) => new(
        new ByteSize(Math.Max(0, Anonymous.Bytes - baseline.Anonymous.Bytes)),
        new ByteSize(Math.Max(0, File.Bytes - baseline.File.Bytes)));

    private static long? Field(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = text.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(text[(at + name.Length)..].TrimStart((byte)' '), out long kibibytes, out _) ? kibibytes << 10 : null;
    }
}
