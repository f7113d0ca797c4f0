using Frugal.Onnx;
using Frugal.Quantization;
using static Frugal.Tests.Shared.TestModels;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Quantization;

[Category("Slow")]
public class AdaRoundTests
{
    private static readonly AdaRoundOptions Quick = new() { Steps = 300, Rows = 512 };
    private static readonly float[] Input = Array.ConvertAll(TestModels.Numbers(16 * 8 * 8 * 8, seed: 1), x => x + 0.7f);

    [Test]
    public void Learnt_rounding_is_close_to_the_best_of_all_roundings()
    {
        // One output of 10 weights: 1024 ways to round up and down.
        const int width = 10, rows = 300;
        var (w, x) = (TestModels.Numbers(width, seed: 2), Correlated(rows, width));
        const float scale = 0.25f;
        using var scope = NewDisposeScope();
        var (steps, inputs) = (tensor(w, [1, 1, width]).div(scale), tensor(x, [1, rows, width]));
        var wanted = inputs.matmul(tensor(w, [1, width, 1]));

        var learnt = new SoftRounding(new AdaRoundOptions { Steps = 1000 }, relu: false).Learn(new(steps, full([1, 1, 1], scale), 7), zeros(1, 1, 1), inputs, wanted);

        double Error(Func<int, float> integer) => Enumerable.Range(0, rows).Average(r => Math.Pow(Enumerable.Range(0, width).Sum(i => (integer(i) * scale - (double)w[i]) * x[r * width + i]), 2));
        var all = Enumerable.Range(0, 1 << width).Select(choice => Error(i => MathF.Floor(w[i] / scale) + (choice >> i & 1))).Order().ToArray();
        var found = learnt.data<float>().ToArray();
        Assert.That(Error(i => found[i]), Is.LessThanOrEqualTo(all[10]));   // within the best 1%
        Assert.That(Error(i => found[i]), Is.LessThan(0.5 * Error(i => MathF.Round(w[i] / scale))));
    }

    [TestCase(1)]
    [TestCase(16)]
    public void Four_bits_lose_less_than_with_rounding_to_the_nearest(int groups)
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Convolution(g.Relu(g.Convolution(g.Relu(g.Convolution(x, 8, 16, 1)), 16, 16, 3, groups)), 16, 8, 5));
        var expected = TestModels.Run(model, Input, 16, 8, 8, 8);
        double Lost(OnnxModel prepared) => TestModels.Run(StaticQuantizer.Quantize(prepared, Batches(Input, 16, 8, 8, 8), new QuantizationOptions { WeightBits = WeightBits.Four }).Model, Input, 16, 8, 8, 8)
            .Zip(expected, (a, b) => Math.Pow(a - b, 2)).Sum();

        var rounded = AdaRound.Apply(model, Batches(Input, 16, 8, 8, 8), Quick);

        Assert.That(Lost(rounded), Is.LessThan(0.7 * Lost(model)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void The_quantiser_finds_the_learnt_grids_again(bool perChannel)
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Node("Gemm", [g.Flatten(g.GlobalAveragePool(g.Relu(g.Convolution(x, 8, 16, 1)))), g.Random("fc", 5, 0.3f, 16, 10)]));

        var rounded = AdaRound.Apply(model, Batches(Input, 16, 8, 8, 8), Quick with { Quantization = new QuantizationOptions { WeightBits = WeightBits.Four, PerChannel = perChannel } });

        foreach (var layer in WeightedLayer.All(new Graph(rounded.Proto.Graph)))
        {
            Assert.That(TestModels.Difference(layer.Weight, layer.Rounded(QuantizationFormat.Int4, perChannel)), Is.LessThan(1e-5f));
        }
    }

    [Test]
    public void Four_bits_lie_in_the_file_and_int8_kernels_run()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Convolution(g.Relu(g.Convolution(x, 8, 64, 1)), 64, 64, 3));

        var result = StaticQuantizer.Quantize(model, Batches(Input, 16, 8, 8, 8), new QuantizationOptions { WeightBits = WeightBits.Four });

        Assert.That((double)model.ToBytes().Length / result.Model.ToBytes().Length, Is.GreaterThan(6.5));
        Assert.That(TestModels.Optimized(result.Model), Does.Contain("QLinearConv").And.Not.Contains("Conv").And.Not.Contains("Cast"));
        Assert.That(result.Model.Metadata.Format, Is.EqualTo("int4"));
        var reread = OnnxModel.Parse(result.Model.ToBytes(), "int4.onnx");
        Assert.That(TestModels.Run(reread, Input, 16, 8, 8, 8), Is.EqualTo(TestModels.Run(result.Model, Input, 16, 8, 8, 8)));
    }

    [Test]
    public void No_data_is_refused() =>
        Assert.That(() => AdaRound.Apply(TestModels.Build([8, 8, 8], (g, x) => g.Convolution(x, 8, 8, 1)), CalibrationData.FromBatches(_ => [])), Throws.TypeOf<FrugalException>().With.Message.Contains("calibration set is empty"));

    private static float[] Correlated(int rows, int width)
    {
        var x = TestModels.Numbers(rows * width, seed: 4);
        return [.. x.Select((value, i) => value + 1.5f * x[i / width * width])];
    }
}
