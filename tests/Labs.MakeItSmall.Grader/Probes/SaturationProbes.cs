using System.Runtime.InteropServices;
using MakeItSmall;

namespace Labs.MakeItSmall.Grader.Probes;

/// <summary>Activations and weights.</summary>
public sealed record SumRequest(int[] Activations, int[] Weights);

/// <summary>The weights of a channel, and the largest activation.</summary>
public sealed record PairRequest(int[] Weights, int Largest);

/// <summary>The weights of many channels, one after the other.</summary>
public sealed record RowsRequest(Packed Weights, int Rows);

/// <summary>The integers of the channels, and a scale for each.</summary>
public sealed record RowsAnswer(byte[] Bytes, float[] Scales)
{
    public sbyte[] Integers() => MemoryMarshal.Cast<byte, sbyte>(Bytes).ToArray();
}

/// <summary>Task 4, in the student's process.</summary>
public static class SaturationProbes
{
    public static int Sum(SumRequest request) =>
        Saturation.PairedSum(Array.ConvertAll(request.Activations, a => (byte)a), Array.ConvertAll(request.Weights, w => (sbyte)w));

    public static bool[] CanSaturate(PairRequest[] requests) =>
        Array.ConvertAll(requests, request => Saturation.CanSaturate(Array.ConvertAll(request.Weights, w => (sbyte)w), request.Largest));

    public static RowsAnswer Safe(RowsRequest request)
    {
        var safe = request.Weights.Numbers().Chunk(request.Weights.Bytes.Length / sizeof(float) / request.Rows).Select(Saturation.Safe).ToArray();
        return new(MemoryMarshal.AsBytes<sbyte>(safe.SelectMany(row => row.Integers).ToArray()).ToArray(), [.. safe.Select(row => row.Scale)]);
    }
}
