using System.Numerics;

namespace Frugal.Texts;

/// <summary>
/// Finds texts that resemble earlier ones in a stream: MinHash signatures (Broder 1997) in bands of a locality-sensitive hash table (Leskovec, Rajaraman and
/// Ullman, "Mining of Massive Datasets", chapter 3), then the exact Jaccard similarity of the shingles of each candidate. A text that resembles none is
/// remembered, as long as it is among the last <see cref="NearDuplicateOptions.Window"/>; near duplicates are not, so each group is represented by its
/// first text. What is found does resemble; what is missed, <see cref="NearDuplicateOptions.Probability"/> says. Memory per
/// remembered text: 12 to 16 bytes per band and 4 per shingle. Not safe for concurrent use.
/// </summary>
public sealed class NearDuplicates
{
    private readonly MinHash hash;
    private readonly Shingles shingles;
    private readonly uint[] signature;
    private readonly ulong[] bandHashes;
    private readonly Entry[] entries;    // a ring: entry n is at n % Window
    private readonly int[][] heads;      // [band][bucket]: 1 + the newest entry, 0 for none
    private readonly Link[][] links;     // [band][entry % Window]
    private long seen;
    private int kept;

    /// <summary>Creates a finder.</summary>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public NearDuplicates(NearDuplicateOptions? options = null)
    {
        Options = (options ?? new()).Validated();
        hash = new(Options.Bands * Options.Rows, Options.Seed);
        shingles = new(Options);
        signature = new uint[Options.Bands * Options.Rows];
        bandHashes = new ulong[Options.Bands];
        entries = new Entry[Options.Window];
        var buckets = (int)BitOperations.RoundUpToPowerOf2((uint)Options.Window);
        heads = [.. Enumerable.Range(0, Options.Bands).Select(_ => new int[buckets])];
        links = [.. Enumerable.Range(0, Options.Bands).Select(_ => new Link[Options.Window])];
    }

    /// <summary>How it searches.</summary>
    public NearDuplicateOptions Options { get; }

    /// <summary>Number of texts seen.</summary>
    public long Count => seen;

    /// <summary>Adds the next text of the stream; two billion distinct ones at most.</summary>
    /// <returns>The most similar of the remembered candidates, if it reaches the threshold; null if the text is new.</returns>
    public NearDuplicate? Add(ReadOnlySpan<char> text)
    {
        var number = seen++;
        var set = shingles.Of(text);
        hash.Sign(set, signature);
        var best = new NearDuplicate(-1, -1);
        for (var band = 0; band < Options.Bands; band++)
        {
            bandHashes[band] = BandHash(band);
            best = best.Similarity < 1 ? Best(band, set, best) : best;
        }

        if (best.Of >= 0 && best.Similarity >= Options.Threshold)
        {
            return best;
        }

        Keep(set, number);
        return null;
    }

    private ulong BandHash(int band)
    {
        ulong joined = 0;
        foreach (var least in signature.AsSpan(band * Options.Rows, Options.Rows))
        {
            joined = TextHash.Join(joined, least);
        }

        return joined;
    }

    private NearDuplicate Best(int band, ReadOnlySpan<uint> set, NearDuplicate best)
    {
        var (tag, left) = (Tag(band), Options.Candidates);
        for (var at = heads[band][Bucket(band)] - 1; at >= 0 && at >= kept - Options.Window && left > 0; at = links[band][at % Options.Window].Older - 1)
        {
            ref var entry = ref entries[at % Options.Window];
            if (links[band][at % Options.Window].Tag != tag || entry.Compared == seen)   // another band's hash, or compared in another band
            {
                continue;
            }

            (entry.Compared, left) = (seen, left - 1);
            var similarity = Shingles.Similarity(set, entry.Set, Math.Max(Options.Threshold, best.Similarity));
            if (similarity > best.Similarity || (similarity == best.Similarity && entry.Number < best.Of))
            {
                best = new(entry.Number, similarity);
            }
        }

        return best;
    }

    private void Keep(ReadOnlySpan<uint> set, long number)
    {
        var slot = kept % Options.Window;
        entries[slot] = new() { Set = set.ToArray(), Number = number };
        kept = checked(kept + 1);
        for (var band = 0; band < Options.Bands; band++)
        {
            ref var head = ref heads[band][Bucket(band)];
            links[band][slot] = new(head, Tag(band));
            head = kept;
        }
    }

    private int Bucket(int band) => (int)(bandHashes[band] & (ulong)(heads[band].Length - 1));

    private uint Tag(int band) => (uint)(bandHashes[band] >> 32);

    /// <param name="Older">1 + the entry before this one in its bucket, 0 for none.</param>
    /// <param name="Tag">The half of the band's hash that does not choose the bucket.</param>
    private readonly record struct Link(int Older, uint Tag);

    private struct Entry
    {
        public uint[] Set;
        public long Number;
        public long Compared;
    }
}
