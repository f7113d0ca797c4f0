using System.Text.Json;
using Frugal.Quantization;

namespace Frugal.Tests.Quantization;

/// <summary>Against PyTorch's observers and quantisers: quantization.golden.py.</summary>
public class GoldenNumbersTests
{
    private static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllText(
        Path.Combine(TestContext.CurrentContext.TestDirectory, "Quantization", "quantization.golden.json"))).RootElement;

    private static IEnumerable<TestCaseData> Affine => Golden.GetProperty("affine").EnumerateArray().Select(x => new TestCaseData(x).SetArgDisplayNames(x.GetProperty("name").GetString()!));

    private static IEnumerable<TestCaseData> PerChannel => Golden.GetProperty("per_channel").EnumerateArray().Select(x => new TestCaseData(x).SetArgDisplayNames($"axis {x.GetProperty("axis")}"));

    [TestCaseSource(nameof(Affine))]
    public void A_uint8_grid_is_the_one_that_PyTorch_observes(JsonElement golden)
    {
        var observer = new MinMaxObserver();

        observer.Observe(Floats(golden, "x"));
        var parameters = QuantizationFormat.UInt8.Parameters(observer.Range);

        Assert.That(observer.Range, Is.EqualTo(new ValueRange(golden.GetProperty("min").GetSingle(), golden.GetProperty("max").GetSingle())));
        Assert.That(parameters.Scale, Is.EqualTo(golden.GetProperty("scale").GetSingle()).Within(1e-6).Percent);
        Assert.That(parameters.ZeroPoint, Is.EqualTo(golden.GetProperty("zero_point").GetInt32()));
    }

    [TestCaseSource(nameof(Affine))]
    public void Quantising_and_back_is_what_PyTorch_does(JsonElement golden)
    {
        var parameters = new QuantizationParameters(golden.GetProperty("scale").GetSingle(), golden.GetProperty("zero_point").GetInt32());

        var integers = Array.ConvertAll(Floats(golden, "x"), x => QuantizationFormat.UInt8.Quantize(x, parameters));
        var back = Array.ConvertAll(integers, parameters.Dequantize);

        // PyTorch multiplies by 1 / scale where ONNX divides: a number halfway between two integers may fall to the other one.
        Assert.That(integers.Zip(Floats(golden, "q"), (mine, theirs) => Math.Abs(mine - theirs)).Max(), Is.LessThanOrEqualTo(1));
        Assert.That(integers.Zip(Floats(golden, "q"), (mine, theirs) => Math.Abs(mine - theirs)).Sum(), Is.LessThanOrEqualTo(1));
        Assert.That(back.Zip(Floats(golden, "fake"), (mine, theirs) => Math.Abs(mine - theirs)).Max(), Is.LessThanOrEqualTo(parameters.Scale * 1.001));
    }

    [TestCaseSource(nameof(PerChannel))]
    public void Weights_get_the_scales_and_integers_of_PyTorch_channel_by_channel(JsonElement golden)
    {
        var shape = golden.GetProperty("shape").EnumerateArray().Select(dim => dim.GetInt64()).ToArray();

        var weight = WeightQuantizer.Quantize(Floats(golden, "w"), shape, golden.GetProperty("axis").GetInt32(), QuantizationFormat.Int8);

        Assert.That(weight.Scales, Is.EqualTo(Floats(golden, "scales")).Within(1e-6).Percent);
        Assert.That(weight.Integers.Zip(Floats(golden, "q"), (mine, theirs) => Math.Abs(mine - theirs)).Sum(), Is.LessThanOrEqualTo(1));
    }

    private static float[] Floats(JsonElement golden, string name) => [.. golden.GetProperty(name).EnumerateArray().Select(x => x.GetSingle())];
}
