using FsCheck;
using FsCheck.Fluent;
using Frugal.Onnx;
using Frugal.Quantization;
using static Frugal.Tests.Shared.TestModels;

namespace Frugal.Tests.Quantization.Saturation;

/// <summary>Weights under the bound: no pairing of any kernel saturates, and nothing is moved farther than it has to.</summary>
public class SafeWeightsTests
{
    /// <summary>Outputs, channels of a group, kernel, groups, seed.</summary>
    private static readonly Gen<(int Outputs, int Channels, int Kernel, int Groups, int Seed)> Convolutions =
        from groups in Gen.Choose(1, 3)
        from outputs in Gen.Choose(1, 3)
        from channels in Gen.Choose(1, 5)
        from kernel in Gen.Choose(1, 3)
        from seed in Gen.Choose(1, 10000)
        select (outputs * groups, channels, kernel, groups, seed);

    [Test]
    public void The_nearest_pair_within_the_bound_is_found_as_by_trying_all() =>
        Property.Holds(from a in Gen.Choose(-1270, 1270) from b in Gen.Choose(-1270, 1270) from largest in Gen.Choose(1, 255) select (A: a / 10.0, B: b / 10.0, largest), pair =>
        {
            var bound = PairBound.For(pair.largest);

            var (first, second) = bound.Nearest(pair.A, pair.B, 127);

            var least = (from x in Enumerable.Range(-127, 255)
                         from y in Enumerable.Range(-127, 255)
                         where pair.largest * (Math.Max(x, 0) + Math.Max(y, 0)) <= 32767 && pair.largest * (Math.Max(-x, 0) + Math.Max(-y, 0)) <= 32768
                         select Error(x, y)).Min();
            Assert.That(bound.Holds(first, second), Is.True);
            Assert.That(Error(first, second), Is.EqualTo(least).Within(1e-9));

            double Error(int x, int y) => ((pair.A - x) * (pair.A - x)) + ((pair.B - y) * (pair.B - y));
        });

    [Test]
    public void Convolutions_under_the_bound_sum_the_same_with_and_without_saturation() =>
        Property.Holds(Convolutions, shape =>
        {
            var (quantized, random) = Quantized(shape, QuantizationFormat.Int8Safe);

            foreach (var weights in Sums(quantized, shape))
            {
                foreach (var activations in Activations(weights, random))
                {
                    Assert.That(PairedProducts.Sum(activations, weights), Is.EqualTo(PairedProducts.ExactSum(activations, weights)));
                }
            }
        });

    [Test]
    public void Plain_8_bits_do_not_hold_the_bound()
    {
        var shape = (Outputs: 4, Channels: 8, Kernel: 3, Groups: 1, Seed: 5);
        var (quantized, random) = Quantized(shape, QuantizationFormat.Int8);

        Assert.That(Sums(quantized, shape).SelectMany(weights => Activations(weights, random).Select(a => PairedProducts.Sum(a, weights) != PairedProducts.ExactSum(a, weights))), Has.Some.True);
    }

    [Test]
    public void Channels_that_keep_the_bound_by_themselves_stay_as_they_are()
    {
        float[] weight = [1, 0.001f, -0.9f, 0.8f, 0.5f, 0.5f, -0.3f, 0.7f, /* 127 + 100 is too much */ 1, 0.8f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f];
        var (plain, safe) = (WeightQuantizer.Quantize(weight, [2, 8], 0, QuantizationFormat.Int8), WeightQuantizer.Quantize(weight, [2, 8], 0, QuantizationFormat.Int8Safe));

        SafeWeights.Fit("layer", weight, safe, PairLayout.MatrixRows(2, 8), PairBound.Full);

        Assert.That(safe.Integers[..8], Is.EqualTo(plain.Integers[..8]));
        Assert.That(safe.Integers[8..], Is.Not.EqualTo(plain.Integers[8..]));
    }

    [Test]
    public void Weights_that_are_all_alike_lose_no_more_than_in_7_bits()
    {
        float[] weight = [.. Enumerable.Repeat(0.5f, 64)];
        var safe = WeightQuantizer.Quantize(weight, [1, 64], 0, QuantizationFormat.Int8Safe);

        SafeWeights.Fit("layer", weight, safe, PairLayout.MatrixRows(1, 64), PairBound.Full);

        Assert.That(safe.Dequantize(), Is.EqualTo(weight).Within(1e-6f));
    }

    /// <summary>A channel within the bound stays in plain 8 bits, which a channel of few weights can bear worse than 7 bits, by chance.</summary>
    [Test]
    public void No_channel_loses_more_than_the_worse_of_8_and_7_bits() =>
        Property.Holds(Convolutions, shape =>
        {
            var random = new Random(shape.Seed);
            long[] dims = [1, shape.Channels, shape.Kernel, shape.Kernel];
            float[] weight = [.. Enumerable.Range(0, (int)dims.Aggregate((a, b) => a * b)).Select(_ => (float)(random.NextDouble() * 2 - 1))];

            var cost = SafeWeights.Fit("layer", weight, WeightQuantizer.Quantize(weight, dims, 0, QuantizationFormat.Int8Safe), PairLayout.Convolution(dims, 1), PairBound.Full)!;

            Assert.That(cost.SafeSqnr, Is.GreaterThanOrEqualTo(Math.Min(cost.SevenSqnr, cost.ExactSqnr) - 1e-6));
        });

    [TestCase(false)]
    [TestCase(true)]
    public void A_quantised_network_answers_as_its_twin_with_unsigned_weights_whose_kernels_add_in_32_bits(bool signed)
    {
        var model = TestModels.Build([3, 16, 16], (g, x) => g.Node("Gemm",
            [g.Flatten(g.GlobalAveragePool(g.Relu(g.Convolution(g.Relu(g.Convolution(g.Relu(g.Convolution(x, 3, 12, 1)), 12, 12, 3, groups: 4)), 12, 24, 5)))), g.Random("fc", 9, 0.5f, 10, 24)], ("transB", 1L)));
        var input = TestModels.Numbers(4 * 3 * 16 * 16, seed: 100);
        var options = new QuantizationOptions { Activations = signed ? QuantizationFormat.Int8 : QuantizationFormat.UInt8 };

        var result = StaticQuantizer.Quantize(model, Batches(input, 4, 3, 16, 16), options);

        Assert.That(SaturationCheck.Of(result.Model).Layers.Select(layer => layer.Risk), Is.All.EqualTo(SaturationRisk.None));
        var (asIs, unsigned) = (TestModels.Run(result.Model, input, 4, 3, 16, 16), TestModels.Run(UnsignedWeights.Of(result.Model), input, 4, 3, 16, 16));
        Assert.That(asIs, Is.EqualTo(unsigned));
    }

    [Test]
    public void The_report_says_what_the_bound_costs_and_7_bits_cost_more()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Convolution(g.Relu(g.Convolution(x, 8, 16, 1)), 16, 16, 3, groups: 16));

        var layers = StaticQuantizer.Quantize(model, Batches(TestModels.Numbers(512, 1), 1, 8, 8, 8)).Report.Roundings;

        Assert.That(layers.Select(layer => (layer.Pairs, layer.Moved + layer.WidenedScales > 0)), Is.EqualTo(new[] { (16L * 36, true), (0L, false) }));   // the second is depthwise
        Assert.That(layers[0].SafeSqnr, Is.LessThan(layers[0].ExactSqnr).And.GreaterThan(layers[0].SevenSqnr));
        Assert.That(layers[1].SafeSqnr, Is.EqualTo(layers[1].ExactSqnr));
    }

    [TestCase(WeightBits.Safe8, "safe8")]
    [TestCase(WeightBits.Exact8, "exact8: for x64 with VNNI and ARM; sums can saturate on other x64 processors")]
    [TestCase(WeightBits.Seven, null)]
    public void The_file_says_how_its_weights_were_rounded(WeightBits bits, string? note)
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Convolution(x, 8, 16, 1));

        var quantized = StaticQuantizer.Quantize(model, Batches(TestModels.Numbers(512, 1), 1, 8, 8, 8), new QuantizationOptions { WeightBits = bits }).Model;

        Assert.That(OnnxModel.Parse(quantized.ToBytes(), "again").Metadata.Weights, Is.EqualTo(note));
    }

    private static (QuantizedWeight Quantized, Random Random) Quantized((int Outputs, int Channels, int Kernel, int Groups, int Seed) shape, QuantizationFormat format)
    {
        var random = new Random(shape.Seed);
        long[] dims = [shape.Outputs, shape.Channels, shape.Kernel, shape.Kernel];
        float[] weight = [.. Enumerable.Range(0, (int)dims.Aggregate((a, b) => a * b)).Select(_ => (float)(random.NextDouble() * 2 - 1))];
        var quantized = WeightQuantizer.Quantize(weight, dims, 0, format);
        SafeWeights.Fit("layer", weight, quantized, PairLayout.Convolution(dims, shape.Groups), PairBound.Full);
        return (quantized, random);
    }

    /// <summary>The weights of each output in the order in which kernels sum them; none for depthwise layers.</summary>
    private static IEnumerable<sbyte[]> Sums(QuantizedWeight quantized, (int Outputs, int Channels, int Kernel, int Groups, int Seed) shape)
    {
        var places = shape.Kernel * shape.Kernel;
        return shape.Channels == 1 && shape.Outputs == shape.Groups ? [] : Enumerable.Range(0, shape.Outputs).Select(output =>
            (from place in Enumerable.Range(0, places) from channel in Enumerable.Range(0, shape.Channels) select quantized.Integers[(((output * shape.Channels) + channel) * places) + place]).ToArray());
    }

    /// <summary>The two worst cases for a row of weights, and some at random.</summary>
    private static IEnumerable<byte[]> Activations(sbyte[] weights, Random random)
    {
        yield return [.. weights.Select(w => w > 0 ? byte.MaxValue : byte.MinValue)];
        yield return [.. weights.Select(w => w < 0 ? byte.MaxValue : byte.MinValue)];
        for (var i = 0; i < 5; i++)
        {
            var some = new byte[weights.Length];
            random.NextBytes(some);
            yield return some;
        }
    }
}
