namespace Frugal.Texts;

/// <summary>
/// The set of a text's shingles as sorted hashes of 32 bits (Broder, "On the resemblance and containment of documents", 1997). Case, and all that is
/// neither letter nor digit, do not count. Two of 150 different shingles get one hash with probability 3 in a million.
/// </summary>
internal sealed class Shingles(NearDuplicateOptions options)
{
    private char[] plain = new char[512];
    private uint[] hashes = new uint[512];
    private readonly List<int> starts = [];   // of the words in plain

    /// <summary>The hashes, sorted and distinct; valid until the next call. A text that is too short for a shingle is one shingle.</summary>
    public ReadOnlySpan<uint> Of(ReadOnlySpan<char> text)
    {
        var length = Plain(text);
        var count = options.WordShingles ? Words(length) : Characters(length);
        var found = hashes.AsSpan(0, count);
        found.Sort();
        return found[..Distinct(found)];
    }

    /// <summary>|A and B| / |A or B| of two sorted sets; 1 for two empty ones.</summary>
    /// <param name="a">A set.</param>
    /// <param name="b">Another.</param>
    /// <param name="least">A similarity below this one need not be known: 0 then.</param>
    public static double Similarity(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, double least = 0)
    {
        var total = a.Length + b.Length;
        var needed = (int)Math.Ceiling((least * total / (1 + least)) - 1e-9);   // common hashes for that similarity
        var allowed = total - (2 * needed);
        var (i, j, common) = (0, 0, 0);
        while (i < a.Length && j < b.Length)
        {
            var (left, right) = (a[i], b[j]);
            common += left == right ? 1 : 0;
            i += left <= right ? 1 : 0;
            j += right <= left ? 1 : 0;
            if (i + j - (2 * common) > allowed)
            {
                return 0;
            }
        }

        return total == 0 ? 1 : (double)common / (total - common);
    }

    private int Characters(int length)
    {
        var count = length == 0 ? 0 : Math.Max(1, length - options.Shingle + 1);
        Reserve(count);
        for (var at = 0; at < count; at++)
        {
            hashes[at] = (uint)TextHash.Of(plain.AsSpan(at, Math.Min(options.Shingle, length - at)));
        }

        return count;
    }

    private int Words(int length)
    {
        var count = starts.Count == 0 ? 0 : Math.Max(1, starts.Count - options.Shingle + 1);
        Reserve(count);
        for (var word = 0; word < count; word++)
        {
            var after = word + options.Shingle;
            var end = after < starts.Count ? starts[after] - 1 : length;
            hashes[word] = (uint)TextHash.Of(plain.AsSpan(starts[word], end - starts[word]));
        }

        return count;
    }

    /// <summary>Words in lower case with one space between.</summary>
    private int Plain(ReadOnlySpan<char> text)
    {
        if (plain.Length < text.Length)
        {
            plain = new char[2 * text.Length];
        }

        starts.Clear();
        var (length, inside) = (0, false);
        foreach (var character in text)
        {
            if (!char.IsLetterOrDigit(character) && !char.IsSurrogate(character))
            {
                inside = false;
                continue;
            }

            if (!inside)
            {
                if (length > 0)
                {
                    plain[length++] = ' ';
                }

                starts.Add(length);
                inside = true;
            }

            plain[length++] = char.ToLowerInvariant(character);
        }

        return length;
    }

    private void Reserve(int count)
    {
        if (hashes.Length < count)
        {
            hashes = new uint[2 * count];
        }
    }

    private static int Distinct(Span<uint> sorted)
    {
        var count = 0;
        foreach (var hash in sorted)
        {
            if (count == 0 || sorted[count - 1] != hash)
            {
                sorted[count++] = hash;
            }
        }

        return count;
    }
}
