using System.Numerics;

namespace Frugal.Texts;

/// <summary>
/// Finds texts that came before, character by character, in a stream. A hash of 64 bits finds the candidate, and the text itself is compared, so that
/// no collision makes a duplicate. Memory is bounded: of the distinct texts, the last <see cref="Window"/> are known. Not safe for concurrent use.
/// </summary>
public sealed class ExactDuplicates
{
    /// <summary>The hash of a text.</summary>
    internal delegate ulong Hasher(ReadOnlySpan<char> text);

    private readonly Hasher hasher;
    private readonly Entry[] entries;   // a ring: entry n is at n % Window
    private readonly long[] heads;      // the newest entry of each bucket, -1 for none; entries link to older ones
    private long distinct;

    /// <summary>Creates a finder.</summary>
    /// <param name="window">Number of distinct texts that are remembered, 1 to 2^28; 32 bytes each, and the text.</param>
    /// <exception cref="FrugalException"><paramref name="window"/> is out of range.</exception>
    public ExactDuplicates(int window = 1 << 20) : this(window, TextHash.Of) { }

    internal ExactDuplicates(int window, Hasher hasher)
    {
        Guard.Range("Duplicates", nameof(Window), window, window is >= 1 and <= 1 << 28, "1 to 268435456");
        this.hasher = hasher;
        Window = window;
        entries = new Entry[window];
        heads = new long[BitOperations.RoundUpToPowerOf2((uint)window)];
        Array.Fill(heads, -1);
    }

    /// <summary>Number of distinct texts that are remembered; the oldest is forgotten first.</summary>
    public int Window { get; }

    /// <summary>Number of texts seen.</summary>
    public long Count { get; private set; }

    /// <summary>Adds the next text of the stream.</summary>
    /// <returns>The number, from 0 and in the order of the calls, of the remembered text that is equal; null if there is none.</returns>
    public long? Add(ReadOnlySpan<char> text)
    {
        var number = Count++;
        var hash = hasher(text);
        ref var head = ref heads[hash & (ulong)(heads.Length - 1)];
        for (var at = head; at >= 0 && at >= distinct - Window; at = entries[at % Window].Older)
        {
            ref readonly var entry = ref entries[at % Window];
            if (entry.Hash == hash && text.SequenceEqual(entry.Text))
            {
                return entry.Number;
            }
        }

        entries[distinct % Window] = new(hash, text.ToString(), number, head);
        head = distinct++;
        return null;
    }

    private readonly record struct Entry(ulong Hash, string Text, long Number, long Older);
}
