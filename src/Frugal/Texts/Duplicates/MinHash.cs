using System.Numerics;
using System.Runtime.InteropServices;
using Frugal.Data;

namespace Frugal.Texts;

/// <summary>
/// Signatures of sets: of each of k hash functions, the least value over the set. Two sets agree in a place with the probability of their Jaccard similarity
/// (Broder 1997). The functions are x -> (x xor a) * m mod 2^32 with odd m, over shingles that are hashes already.
/// </summary>
internal sealed class MinHash
{
    private readonly uint[] masks;
    private readonly uint[] factors;

    /// <summary>Draws <paramref name="count"/> functions.</summary>
    public MinHash(int count, long seed)
    {
        var random = new SplitMix64(seed, 0x6D696E68617368);   // "minhash"
        masks = new uint[count];
        factors = new uint[count];
        for (var i = 0; i < count; i++)
        {
            (masks[i], factors[i]) = ((uint)random.Next(), (uint)random.Next() | 1);
        }
    }

    /// <summary>Writes the signature of a set.</summary>
    /// <param name="set">Hashes.</param>
    /// <param name="signature">One place per function; all ones for the empty set.</param>
    public void Sign(ReadOnlySpan<uint> set, Span<uint> signature)
    {
        var vectors = MemoryMarshal.Cast<uint, Vector<uint>>(signature);
        var vectorMasks = MemoryMarshal.Cast<uint, Vector<uint>>(masks);
        var vectorFactors = MemoryMarshal.Cast<uint, Vector<uint>>(factors);
        for (var i = 0; i < vectors.Length; i++)
        {
            var (mask, factor, least) = (vectorMasks[i], vectorFactors[i], Vector<uint>.AllBitsSet);
            foreach (var shingle in set)
            {
                least = Vector.Min(least, (new Vector<uint>(shingle) ^ mask) * factor);
            }

            vectors[i] = least;
        }

        for (var i = vectors.Length * Vector<uint>.Count; i < signature.Length; i++)
        {
            signature[i] = uint.MaxValue;
            foreach (var shingle in set)
            {
                signature[i] = Math.Min(signature[i], (shingle ^ masks[i]) * factors[i]);
            }
        }
    }
}
