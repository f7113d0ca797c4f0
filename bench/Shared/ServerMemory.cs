using System.Globalization;
using Frugal.Measuring;

namespace Frugal.Benchmarks;

/// <summary>A server's resident memory at one moment.</summary>
/// <param name="AnonymousBytes">What only swap could free (Pss_Anon).</param>
/// <param name="FileBytes">What the system can drop and read again (Pss_File).</param>
/// <param name="TotalBytes">Both, and shared memory, where .NET keeps compiled code (Pss).</param>
internal sealed record ServerMemory(long AnonymousBytes, long FileBytes, long TotalBytes)
{
    private const string Total = "Pss:";

    public static ServerMemory Of(int process)
    {
        var text = File.ReadAllText($"/proc/{process}/smaps_rollup");
        var memory = MemorySnapshot.ParseSmapsRollup(System.Text.Encoding.ASCII.GetBytes(text));
        var total = text.Split('\n').First(line => line.StartsWith(Total, StringComparison.Ordinal))[Total.Length..^"kB".Length];
        return new(memory.Anonymous.Bytes, memory.File.Bytes, long.Parse(total, CultureInfo.InvariantCulture) << 10);
    }

    /// <inheritdoc/>
    public override string ToString() => new ByteSize(AnonymousBytes).ToString();
}
