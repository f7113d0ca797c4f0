using Frugal.Quantization;

namespace Frugal.Tests.Quantization;

public class FormatTests
{
    [Test]
    public void Fp16_rounds_as_the_processors_half_does()
    {
        foreach (var x in Numbers())
        {
            Assert.That(FloatFormat.Float16.Round(x), Is.EqualTo((float)(Half)x), $"{x:R}");
        }

        Assert.That(FloatFormat.Float16.Largest, Is.EqualTo(65504));
    }

    [Test]
    public void Bf16_rounds_to_the_upper_half_of_a_floats_bits_halves_to_even()
    {
        foreach (var x in Numbers())
        {
            var bits = BitConverter.SingleToUInt32Bits(x);
            var rounded = (bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000;
            Assert.That(FloatFormat.BFloat16.Round(x), Is.EqualTo(BitConverter.UInt32BitsToSingle(rounded)), $"{x:R}");
        }
    }

    [TestCase(-1, 0, 1)]
    [TestCase(1, 0, 3)]
    [TestCase(1, 2, 16)]
    [TestCase(2, 3, 12)]
    public void Every_number_is_at_most_half_a_step_from_its_grid_and_grids_are_counted(int axis, int group, int grids)
    {
        long[] shape = [2, 3, 4];
        var values = TestModels.Numbers(24, seed: 1);
        var granularity = axis < 0 ? Granularity.PerTensor : group == 0 ? Granularity.PerChannel(axis) : Granularity.PerGroup(axis, group);
        foreach (var format in new[] { QuantizationFormat.Int8, QuantizationFormat.UInt8, QuantizationFormat.Int4, QuantizationFormat.UInt4 })
        {
            var tensor = QuantizedTensor.Quantize(values, shape, format, granularity);

            var back = tensor.Dequantize();
            var coarsest = tensor.Parameters.Max(grid => grid.Scale);
            Assert.That(tensor.Parameters, Has.Count.EqualTo(grids));
            Assert.That(values.Zip(back, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(0.5001f * coarsest * (format.Symmetric ? 1 : 2)), format.Name);
            Assert.That(tensor.Integers, Has.All.InRange(format.QMin, format.QMax));
        }
    }

    [Test]
    public void Groups_share_scales_with_their_neighbours_along_the_axis_alone()
    {
        float[] values = [1, 2, 30, 40, 5, 100, 200, 3, 4, 5];   // (2, 5), groups of 2 along the rows: {1, 2}, {30, 40}, {5}, {100, 200}, {3, 4}, {5}

        var tensor = QuantizedTensor.Quantize(values, [2, 5], QuantizationFormat.Int8, Granularity.PerGroup(1, 2));

        Assert.That(tensor.Parameters.Select(grid => Math.Round(grid.Scale * 127)), Is.EqualTo(new[] { 2, 40, 5, 200, 4, 5 }));
    }

    [TestCase("int8", 8)]
    [TestCase("uint8", 8)]
    [TestCase("int4", 4)]
    [TestCase("uint4", 4)]
    public void An_integer_format_knows_its_bits(string name, int bits)
    {
        var format = new[] { QuantizationFormat.Int8, QuantizationFormat.UInt8, QuantizationFormat.Int4, QuantizationFormat.UInt4 }.Single(format => format.Name == name);

        Assert.That(format.Bits, Is.EqualTo(bits));
    }

    [Test]
    public void What_cannot_be_divided_is_refused()
    {
        Assert.That(() => Granularity.PerGroup(0, 0), Throws.TypeOf<FrugalException>());
        Assert.That(() => QuantizedTensor.Quantize([1], [1], QuantizationFormat.Int8, Granularity.PerChannel(1)), Throws.TypeOf<FrugalException>().With.Message.Contains("1 dimensions"));
        Assert.That(() => QuantizedTensor.Quantize([float.NaN], [1], QuantizationFormat.Int8), Throws.TypeOf<FrugalException>().With.Message.Contains("NaN"));
    }

    /// <summary>Of all sizes, subnormal and too large ones among them, and halfway between two numbers of 11 bits.</summary>
    private static IEnumerable<float> Numbers()
    {
        var random = new Random(7);
        return Enumerable.Range(0, 5000).Select(_ => (float)((random.NextDouble() * 2 - 1) * Math.Pow(10, random.Next(-9, 6)))).Concat([1 + 1f / 2048, 1 + 3f / 2048, 1 + 1f / 256, 65519, 65520, 6e-8f, 2.9e-8f, 0, -0f]);
    }
}
