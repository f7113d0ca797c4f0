using Frugal.Architectures;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Pruning;
using static TorchSharp.torch;

namespace Frugal.Benchmarks;

/// <summary>
/// What zeros are worth against removed channels: the course's ResNet whole, with 90% of its weights at 0, and with half of its
/// channels removed, timed by turns in ONNX Runtime. The weights are random: no time and no size here depends on their values but on zeros.
/// </summary>
internal static class Sparsity
{
    private const int Size = 96;

    public static IReadOnlyList<object> Measure()
    {
        manual_seed(1);
        using var dense = new ResNet();
        using var masked = new ResNet();
        masked.load_state_dict(dense.state_dict());
        using var masks = WeightMasks.Choose(masked, WeightScores.Magnitude(masked), new MaskOptions { Sparsity = 0.9 });
        masks.Apply(masked);
        var graph = ChannelGraph.Of(dense);
        using var smaller = graph.Remove(ChannelPlan.Choose(graph, ChannelScores.Of(graph)));
        var folder = Directory.CreateTempSubdirectory("frugal-bench-").FullName;
        try
        {
            return Rows([("dense", dense), ("90% of the weights masked", masked), ("50% of the channels removed", smaller)], folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<object> Rows(IReadOnlyList<(string Name, Architecture Network)> networks, string folder)
    {
        var models = networks.Select((network, i) =>
        {
            network.Network.eval();
            var path = Path.Combine(folder, $"{i}.onnx");
            OnnxExporter.Export(network.Network, [3, Size, Size]).Save(path);
            return LoadedModel.Load(path, new ModelRunOptions());
        }).ToList();
        var timings = new InterleavedTimer(new TimingOptions()).Measure([.. models.Select(model => (Action)model.Run)]);
        var rows = networks.Select((network, i) => (object)new
        {
            network = network.Name,
            macs = NetworkCost.Of(network.Network, Size, Size).Macs,
            onnx_bytes = new FileInfo(models[i].Path).Length,
            deep_compression_bytes = DeepCompression.Compress(network.Network).Size.Bytes,
            median_ms = timings[i].P50.Value,
            speed_up_over_dense = timings[i].SpeedUpOver(timings[0]),
        }).ToList();
        models.ForEach(model => model.Dispose());
        return rows;
    }
}
