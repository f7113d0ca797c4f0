using System.Diagnostics;
using Frugal.Onnx;
using Frugal.Quantization;
using static TorchSharp.torch;

namespace Frugal.Benchmarks.Compression;

/// <summary>How many bytes of float32 weights the quantiser turns into integers in a second, calibration left out.</summary>
internal static class QuantizerSpeed
{
    private const int Width = 2048, Layers = 4, Rounds = 5;

    public static double MegabytesPerSecond()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var network = nn.Sequential([.. Enumerable.Range(0, Layers).Select(i => ($"{i}", (nn.Module<Tensor, Tensor>)nn.Linear(Width, Width)))]);
        var model = OnnxExporter.Export(network, [Width]);
        var seconds = Enumerable.Range(0, Rounds).Select(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            DynamicQuantizer.Quantize(model);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }).Order().ToArray();
        return Layers * (double)Width * Width * sizeof(float) / 1e6 / seconds[Rounds / 2];
    }
}
