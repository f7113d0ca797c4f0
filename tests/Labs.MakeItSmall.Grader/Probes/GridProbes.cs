using System.Runtime.InteropServices;
using MakeItSmall;
using MakeItSmall.Kit;

namespace Labs.MakeItSmall.Grader.Probes;

/// <summary>A grid: what the lab's type of that name holds.</summary>
public sealed record GridNumbers(float Scale, int Zero, int Lowest, int Highest)
{
    internal Grid ToGrid() => new(Scale, Zero, Lowest, Highest);
}

/// <summary>Numbers to round, or integers to turn back.</summary>
public sealed record RoundRequest(GridNumbers Grid, float[] X, int[] Q);

/// <summary>What became of them.</summary>
public sealed record RoundAnswer(int[] Q, float[] X);

/// <summary>Weights, and the number of their channels: 0 for one scale.</summary>
public sealed record WeightRequest(Packed Weight, int Channels);

/// <summary>Their integers and scales, and whether the weights were left alone.</summary>
public sealed record WeightAnswer(byte[] Bytes, float[] Scales, bool Kept)
{
    public sbyte[] Integers() => MemoryMarshal.Cast<byte, sbyte>(Bytes).ToArray();
}

/// <summary>Biases, and the two scales whose product is their step.</summary>
public sealed record BiasRequest(float[] Bias, float InputScale, float[] WeightScales);

/// <summary>Task 2, in the student's process.</summary>
public static class GridProbes
{
    public static GridNumbers Affine(RangeAnswer range) => Answer(Grids.Affine(new ValueRange(range.Min, range.Max)));

    public static GridNumbers Symmetric(RangeAnswer range) => Answer(Grids.Symmetric(new ValueRange(range.Min, range.Max)));

    public static RoundAnswer Round(RoundRequest request)
    {
        var grid = request.Grid.ToGrid();
        return new(Array.ConvertAll(request.X, x => Grids.Quantize(x, grid)), Array.ConvertAll(request.Q, q => Grids.Dequantize(q, grid)));
    }

    public static WeightAnswer Weights(WeightRequest request)
    {
        var (weight, before) = (request.Weight.Numbers(), request.Weight.Numbers());
        var (integers, scales) = request.Channels == 0 ? Grids.PerTensor(weight) : Grids.PerChannel(weight, request.Channels);
        return new(MemoryMarshal.AsBytes<sbyte>(integers).ToArray(), [.. scales], weight.AsSpan().SequenceEqual(before));
    }

    public static int[] Bias(BiasRequest request) => Grids.Bias(request.Bias, request.InputScale, request.WeightScales);

    private static GridNumbers Answer(Grid grid) => new(grid.Scale, grid.Zero, grid.Lowest, grid.Highest);
}
