using System.Text;

namespace Frugal.Grading.Containment;

/// <summary>Counts a process's output and keeps the last part.</summary>
internal sealed class OutputMeter(int kept = 1 << 16)
{
    private readonly byte[] ring = new byte[kept];
    private readonly Lock gate = new();
    private long total;

    /// <summary>Number of bytes written so far.</summary>
    public long Total
    {
        get
        {
            lock (gate)
            {
                return total;
            }
        }
    }

    /// <summary>Adds output; returns the new total.</summary>
    public long Add(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            var last = bytes[Math.Max(0, bytes.Length - ring.Length)..];
            var at = (int)((total + bytes.Length - last.Length) % ring.Length);
            var first = Math.Min(last.Length, ring.Length - at);
            last[..first].CopyTo(ring.AsSpan(at));
            last[first..].CopyTo(ring);
            return total += bytes.Length;
        }
    }

    /// <summary>The last part of the output.</summary>
    public override string ToString()
    {
        lock (gate)
        {
            var at = (int)(total % ring.Length);
            return total <= ring.Length
                ? Encoding.UTF8.GetString(ring, 0, (int)total)
                : Encoding.UTF8.GetString([.. ring[at..], .. ring[..at]]);
        }
    }
}
