using MakeItSmall;

namespace Labs.MakeItSmall.Grader.Probes;

/// <summary>Weights, and how many values they may share.</summary>
public sealed record ShareRequest(Packed Weights, int Count);

/// <summary>The values, and each weight's number of its value.</summary>
public sealed record ShareAnswer(float[] Values, byte[] Codes);

/// <summary>Symbols and their codes.</summary>
public sealed record EncodeRequest(byte[] Symbols, string[] Codes);

/// <summary>Bytes, the number of symbols in them and the codes.</summary>
public sealed record DecodeRequest(byte[] Packed, int Count, string[] Codes);

/// <summary>Task 8, in the student's process.</summary>
public static class SharingProbes
{
    public static ShareAnswer Share(ShareRequest request)
    {
        var (values, codes) = SharedWeights.Share(request.Weights.Numbers(), request.Count);
        return new([.. values], [.. codes]);
    }

    public static string[] Codes(long[] counts) => HuffmanCode.Codes(counts);

    public static byte[] Encode(EncodeRequest request) => HuffmanCode.Encode(request.Symbols, request.Codes);

    public static byte[] Decode(DecodeRequest request) => HuffmanCode.Decode(request.Packed, request.Count, request.Codes);
}
