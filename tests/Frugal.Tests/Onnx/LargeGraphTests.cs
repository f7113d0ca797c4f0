using System.Diagnostics;
using Frugal.Onnx;
using Frugal.Quantization;

namespace Frugal.Tests.Onnx;

/// <summary>The time to load and change a graph grows with its nodes, not with their square. ONNX Runtime's own time to open a session does not: only the static case contains it.</summary>
[NonParallelizable]
public class LargeGraphTests
{
    private const int Small = 5_000;

    /// <summary>Four times the nodes take 4 times as long where the time is linear, 16 times where it is quadratic.</summary>
    private const double Most = 8;

    /// <summary>What the garbage collector and the clock may add to a time.</summary>
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(30);

    public static readonly IEnumerable<TestCaseData> Work =
    [
        Case("Load", model => OnnxModel.Parse(model.ToBytes(), "large.onnx")),
        Case("Passes", model =>
        {
            RemoveNoOps.Apply(model);
            Assert.That(FoldBatchNorm.Apply(model), Is.GreaterThan(0));
            OpsetUpgrade.Apply(model);
        }),
        Case("Write", model =>
        {
            var writer = new DynamicWriter(new Graph(model.Proto.Graph), new QuantizationOptions());
            Assert.That(WeightNodes.Of(writer.Graph).Count(node => writer.Write(node) is null), Is.GreaterThan(0));
            writer.Graph.Sweep();
        }),
        Case("Float16", model => Float16Storage.Apply(model)),
        Case("Static", model => SaturationCheck.Of(StaticQuantizer.Quantize(model, TestModels.Batches(TestModels.Numbers(16, 1), 1, 16)).Model)),
    ];

    [TestCaseSource(nameof(Work))]
    [Category("Slow")]
    public void Four_times_the_nodes_take_less_than_eight_times_as_long(Action<OnnxModel> work)
    {
        work(Model(100));

        var (small, large) = (Time(Model(Small), work), Time(Model(4 * Small), work));

        TestContext.Out.WriteLine($"{small.TotalMilliseconds:F0} ms, {large.TotalMilliseconds:F0} ms");
        Assert.That(large, Is.LessThan(Most * (small + Noise)));
    }

    private static TestCaseData Case(string name, Action<OnnxModel> work) => new(work) { TestName = name };

    /// <summary>The processor time of the faster of two runs.</summary>
    private static TimeSpan Time(OnnxModel model, Action<OnnxModel> work) => Enumerable.Range(0, 2).Min(_ =>
    {
        var copy = model.Clone();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        work(copy);
        process.Refresh();
        return process.TotalProcessorTime - before;
    });

    /// <summary>Blocks of ten nodes: layers with weights of their own and with shared ones, a normalisation, a constant, and nodes that do nothing.</summary>
    private static OnnxModel Model(int nodes) => TestModels.Build([16], (g, x) =>
    {
        var (shared, one, ones) = (g.Random("shared", 1, 0.2f, 16, 16), g.Constant("one", 1f), g.Constant("ones", [.. Enumerable.Repeat(1f, 16)], 16));
        for (var i = 0; i < nodes / 10; i++)
        {
            var y = g.Node("Gemm", [x, g.Random("w", i, 0.2f, 16, 16), g.Random("b", i, 0.1f, 16)]);
            y = g.Relu(g.Node("Identity", [g.Node("BatchNormalization", [y, ones, ones, ones, ones])]));
            y = g.Multiply(g.Node("MatMul", [y, shared]), g.Node("Abs", [one]));
            x = g.Add(g.Node("Dropout", [g.Node("Identity", [y])]), x);
        }

        return x;
    });
}
