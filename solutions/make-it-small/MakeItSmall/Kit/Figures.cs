using System.Globalization;
using Frugal.Data;
using Frugal.Onnx;

namespace MakeItSmall.Kit;

/// <summary>The lines of the table: what your code makes of the network, task by task. Tasks that are not done yet are named instead.</summary>
public sealed class Figures(OnnxModel network, Measured measured)
{
    private const int CalibrationPictures = 16;

    private IReadOnlyDictionary<string, float[]>? observed;

    private IReadOnlyDictionary<string, float[]> Observed => observed ??= Activations.Of(network, new GarmentsDataset("train", CalibrationPictures));

    private IReadOnlyList<OnnxNode> Convolutions { get; } = TrainedNetwork.Convolutions(network);

    /// <summary>Task 1: three ranges for the output of the first block's inner convolution.</summary>
    public string Ranges()
    {
        var values = Observed[Convolutions[2].Outputs[0]];
        var all = MakeItSmall.Ranges.MinMax(values);
        var most = MakeItSmall.Ranges.Percentile(values, 99.9);
        var best = MakeItSmall.Ranges.LeastError(values, Rounded);
        return Text($"up to {all.Max:0.00} (min-max), {most.Max:0.00} (99.9th percentile), {best.Max:0.00} (least error)");
    }

    /// <summary>Task 2: all convolutions' weights rounded to int8 and back, with one scale per tensor and per channel.</summary>
    public string Weights(bool perChannel)
    {
        var (rounded, bytes) = (network.Clone(), 0L);
        foreach (var node in Convolutions)
        {
            var numbers = TrainedNetwork.NumbersOf(network, node);
            var (integers, scales) = perChannel ? Grids.PerChannel(numbers.Weight, numbers.Outputs) : Grids.PerTensor(numbers.Weight);
            var each = integers.Length / scales.Length;
            var back = integers.Select((q, i) => Grids.Dequantize(q, new Grid(scales[i / each], 0, -127, 127))).ToArray();
            TrainedNetwork.Replace(rounded, node, numbers with { Weight = back });
            bytes += integers.Length + sizeof(float) * scales.Length;
        }

        return Text($"{bytes / 1e3,6:0} KB of weights and scales, {measured.Before:0.0} % -> {measured.Accuracy(rounded):0.0} % right");
    }

    /// <summary>Tasks 1 to 3: the whole network in integers.</summary>
    /// <param name="middle">Whether the activations get a zero point in the middle: the wrong one.</param>
    public string Int8(bool middle = false) => measured.Line(Write(middle), timed: true);

    /// <summary>Task 4: the channels that could saturate on a processor without VNNI, with 8 bits and with yours.</summary>
    public string Saturating()
    {
        var (before, after, all) = (0, 0, 0);
        foreach (var channel in Convolutions.SelectMany(node => TrainedNetwork.InKernelOrder(TrainedNetwork.NumbersOf(network, node))))
        {
            all++;
            before += Saturation.CanSaturate(Grids.PerTensor(channel).Integers, 255) ? 1 : 0;
            after += Saturation.CanSaturate(Saturation.Safe(channel).Integers, 255) ? 1 : 0;
        }

        return $"{before} of {all} channels could saturate in 8 bits, {after} in yours";
    }

    /// <summary>Task 6: a quarter of the inner channels of each block removed, without any training after it.</summary>
    public string Pruned()
    {
        var smaller = network.Clone();
        for (var block = 0; 3 * block + 3 < Convolutions.Count; block++)
        {
            var (first, second) = (Convolutions[3 * block + 2], Convolutions[3 * block + 3]);
            var numbers = TrainedNetwork.NumbersOf(network, first);
            var keep = Channels.Keep(Channels.Saliency(numbers), numbers.Outputs * 3 / 4);
            var (less, fewer) = Channels.Remove(numbers, TrainedNetwork.NumbersOf(network, second), keep);
            TrainedNetwork.Replace(smaller, first, less);
            TrainedNetwork.Replace(smaller, second, fewer);
        }

        return measured.Line(smaller, timed: true);
    }

    /// <summary>Task 8: the largest layer with 32 shared values and a Huffman code.</summary>
    public string Shared()
    {
        var node = Convolutions.MaxBy(one => TrainedNetwork.NumbersOf(network, one).Weight.Length)!;
        var numbers = TrainedNetwork.NumbersOf(network, node);
        var (values, codes) = SharedWeights.Share(numbers.Weight, 32);
        var counts = new long[values.Length];
        Array.ForEach(codes, code => counts[code]++);
        var packed = HuffmanCode.Encode(codes, HuffmanCode.Codes(counts));
        var restored = network.Clone();
        TrainedNetwork.Replace(restored, node, numbers with { Weight = Array.ConvertAll(codes, code => values[code]) });
        var bits = 8.0 * (packed.Length + sizeof(float) * values.Length + values.Length) / codes.Length;
        return Text($"the largest layer in {bits:0.00} bits per weight instead of 32, {measured.Before:0.0} % -> {measured.Accuracy(restored):0.0} % right");
    }

    /// <summary>Task 9: models of the course, with round figures, for the server of the brief.</summary>
    public static string Chosen()
    {
        Candidate[] models =
        [
            new("ResNet, float32", 4_780_000, 4.4, 4.6, 0.966), new("ResNet, int8", 1_220_000, 1.5, 2.6, 0.965), new("MobileNet, float32", 900_000, 1.5, 1.6, 0.957),
            new("MobileNet, int8", 260_000, 0.9, 1.4, 0.955), new("ResNet pruned, float32", 2_400_000, 2.6, 2.7, 0.940),
        ];
        var chosen = Choice.For(models, new Server(MostBytes: 1_300_000, RequestsPerSecond: 600, Cores: 2, Vnni: false), pictures: 2000);
        return $"{Choice.Front(models, vnni: false).Count} of {models.Length} models are on the front; for 600 requests per second on 2 cores: {chosen?.Name ?? "none"}";
    }

    private static float Rounded(ValueRange range, float x)
    {
        var grid = Grids.Affine(range);
        return Grids.Dequantize(Grids.Quantize(x, grid), grid);
    }

    private OnnxModel Write(bool middle)
    {
        var grids = Observed.ToDictionary(pair => pair.Key, pair => GridOf(MakeItSmall.Ranges.MinMax(pair.Value), middle));
        var convolutions = Int8Network.Convolutions(network, grids, new Int8Rounding(Grids.PerChannel, Grids.Bias));
        return Int8Network.Write(network, convolutions, grids, new Int8Parts(Int8Graph.OnGrid, Int8Graph.Convolution));
    }

    /// <summary>The grid of a range, or one whose zero point is in the middle: it reaches as far below 0 as above.</summary>
    private static Grid GridOf(ValueRange range, bool middle) =>
        Grids.Affine(middle ? new ValueRange(-Math.Max(-range.Min, range.Max), Math.Max(-range.Min, range.Max)) : range);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
