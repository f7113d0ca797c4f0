using System.Text;

namespace Frugal.Pruning;

/// <summary>
/// The bit format of one tensor: name, shape, codebook, and two Huffman codes, one for the codebook indices and one for the distance
/// from each non-zero weight to the next. A distance of 2^bits - 1 is a filler without a weight: the filler zero of Han et al. 2016, figure 2.
/// </summary>
internal static class SparseCodec
{
    private const int LongestName = 1024;
    private const int MostDimensions = 8;

    public static StoredBytes Write(StoredTensor tensor, int gapBits, BitWriter bits)
    {
        var start = bits.Length;
        var name = Encoding.UTF8.GetBytes(tensor.Name);
        bits.Write((uint)name.Length, 16);
        foreach (var letter in name)
        {
            bits.Write(letter, 8);
        }

        bits.Write((uint)tensor.Shape.Length, 4);
        foreach (var size in tensor.Shape)
        {
            bits.Write((uint)size, 32);
        }

        bits.Write((uint)tensor.Codebook.Length, 9);
        var header = bits.Length - start;
        foreach (var value in tensor.Codebook.Length == 0 ? tensor.Plain : tensor.Codebook)
        {
            bits.Write(BitConverter.SingleToUInt32Bits(value), 32);
        }

        var codebook = bits.Length - start - header;
        if (tensor.Codebook.Length == 0)
        {
            return new StoredBytes(tensor.Name, tensor.Count, tensor.Plain.LongCount(value => value != 0), codebook, 0, 0, 0, header);
        }

        var gaps = Gaps(tensor.Codes, (1 << gapBits) - 1);
        var codes = tensor.Codes.Where(code => code > 0).Select(code => code - 1).ToList();
        bits.Write((uint)gaps.Count, 32);
        bits.Write((uint)gapBits, 4);
        var gapCode = CanonicalHuffman.Of(Counts(gaps, 1 << gapBits));
        var placeCode = CanonicalHuffman.Of(Counts(codes, tensor.Codebook.Length));
        var before = bits.Length;
        gapCode.Write(bits);
        placeCode.Write(bits);
        var table = bits.Length - before;
        gaps.ForEach(gap => gapCode.Encode(gap, bits));
        var gapLength = bits.Length - before - table;
        codes.ForEach(code => placeCode.Encode(code, bits));
        return new StoredBytes(tensor.Name, tensor.Count, codes.Count, codebook, table, bits.Length - before - table - gapLength, gapLength, header + 36);
    }

    /// <exception cref="InvalidDataException">The bits do not encode a tensor.</exception>
    public static StoredTensor Read(BitReader bits, long mostNumbers)
    {
        var letters = new byte[Within(bits.Read(16), LongestName, "a name")];
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = (byte)bits.Read(8);
        }

        var shape = new long[Within(bits.Read(4), MostDimensions, "the number of dimensions")];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = bits.Read(32);
        }

        var count = shape.Aggregate(1L, (product, size) => size > 0 && product <= mostNumbers / size ? product * size : throw new InvalidDataException("a shape is empty or too large"));
        var codebook = new float[bits.Read(9)];
        var plain = new float[codebook.Length == 0 ? count : 0];
        foreach (var values in new[] { codebook, plain })
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = BitConverter.UInt32BitsToSingle(bits.Read(32));
            }
        }

        var codes = codebook.Length == 0 ? [] : Codes(bits, (int)count, codebook.Length);
        return new StoredTensor(Encoding.UTF8.GetString(letters), shape, codebook, codes, plain);
    }

    private static int[] Codes(BitReader bits, int count, int codebook)
    {
        var gapCount = bits.Read(32);
        var filler = (1 << (int)bits.Read(4)) - 1;
        var (gapCode, placeCode) = (CanonicalHuffman.Read(bits), CanonicalHuffman.Read(bits));
        var places = new List<int>();
        var place = -1L;
        for (var i = 0L; i < gapCount; i++)
        {
            var gap = gapCode.Decode(bits);
            place += gap == filler ? filler : gap + 1;
            if (place >= count)
            {
                throw new InvalidDataException("a weight lies beyond the end of its tensor");
            }

            if (gap != filler)
            {
                places.Add((int)place);
            }
        }

        var codes = new int[count];
        foreach (var at in places)
        {
            var code = placeCode.Decode(bits);
            codes[at] = code < codebook ? code + 1 : throw new InvalidDataException("a weight lies outside its codebook");
        }

        return codes;
    }

    /// <summary>The number of zeros before each weight; a gap of <paramref name="filler"/> means that many zeros and no weight.</summary>
    private static List<int> Gaps(int[] codes, int filler)
    {
        var gaps = new List<int>();
        var zeros = 0;
        foreach (var code in codes)
        {
            if (code == 0)
            {
                zeros++;
                continue;
            }

            for (; zeros >= filler; zeros -= filler)
            {
                gaps.Add(filler);
            }

            gaps.Add(zeros);
            zeros = 0;
        }

        return gaps;
    }

    private static long[] Counts(List<int> symbols, int alphabet)
    {
        var counts = new long[alphabet];
        symbols.ForEach(symbol => counts[symbol]++);
        return counts;
    }

    private static int Within(uint given, int most, string what) => given <= most ? (int)given : throw new InvalidDataException($"{what} is too long");
}
