using Frugal.Quantization;
using static Frugal.Tests.Shared.TestModels;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;

namespace Frugal.Tests.Quantization.Saturation;

/// <summary>Models with known pairs, in every way that a file can ask for a product of 8-bit numbers.</summary>
public class SaturationCheckTests
{
    [TestCase("MatMulInteger")]
    [TestCase("QLinearMatMul")]
    [TestCase("QGemm")]
    [TestCase("DynamicQuantizeMatMul")]
    [TestCase("MatMul")]
    public void Pairs_that_leave_16_bits_are_counted_in_every_form_of_a_product(string type)
    {
        var layer = SaturationCheck.Of(IntegerModels.Product(type, DataType.Uint8, (byte)0, constant: true)).Layers.Single();

        Assert.That(layer.Risk, Is.EqualTo(SaturationRisk.CanSaturate));
        Assert.That((layer.WorstSum, layer.Pairs, layer.SaturatingPairs, layer.Channels, layer.SaturatingChannels), Is.EqualTo((255 * 227, 4L, 2L, 2, 2)));   // 255 * -129 = -32895
    }

    [TestCase("MatMulInteger")]
    [TestCase("QLinearMatMul")]
    public void A_product_of_signed_activations_is_exact_outside_QDQ_models(string type) =>
        Assert.That(SaturationCheck.Of(IntegerModels.Product(type, DataType.Int8, (sbyte)0, constant: true)).Layers.Single().Reason, Does.StartWith("signed activations"));

    [Test]
    public void Signed_activations_of_QDQ_models_count_as_unsigned() =>
        Assert.That(SaturationCheck.Of(IntegerModels.Product("MatMul", DataType.Int8, (sbyte)0, constant: true)).Layers.Single().WorstSum, Is.EqualTo(255 * 227));

    [Test]
    public void Weights_that_are_computed_at_run_time_are_not_known() =>
        Assert.That(SaturationCheck.Of(IntegerModels.Product("MatMulInteger", DataType.Uint8, (byte)0, constant: false)).Layers.Single().Risk, Is.EqualTo(SaturationRisk.Unknown));

    [Test]
    public void Unsigned_weights_are_exact()
    {
        var model = new IntegerModels();
        model.Node("MatMulInteger", [model.Input("x", DataType.Uint8, 1, 4), model.Constant("w", new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, 4, 2)], "y");

        Assert.That(SaturationCheck.Of(model.Finish("y", DataType.Int32)).Layers.Single().Reason, Does.StartWith("unsigned weights"));
    }

    [Test]
    public void ConvInteger_is_exact_and_ONNX_Runtime_agrees()
    {
        var model = new IntegerModels();
        model.Node("ConvInteger", [model.Input("x", DataType.Uint8, 1, 2, 2, 2), model.Constant("w", new byte[] { 255, 254, 253, 252, 251, 250, 249, 248 }, 1, 2, 2, 2)], "y", ("kernel_shape", new long[] { 2, 2 }));
        var finished = model.Finish("y", DataType.Int32);

        Assert.That(SaturationCheck.Of(finished).Layers.Single().Risk, Is.EqualTo(SaturationRisk.None));
        Assert.That(IntegerModels.Run<byte, int>(finished, [.. Enumerable.Repeat((byte)255, 8)], 1, 2, 2, 2), Is.EqualTo(new[] { 255 * (255 + 254 + 253 + 252 + 251 + 250 + 249 + 248) }));
    }

    [Test]
    public void A_network_in_plain_8_bits_is_found_and_the_same_in_safe_8_and_7_bits_is_not()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Convolution(g.Relu(g.Convolution(x, 8, 16, 1)), 16, 16, 3, groups: 16));
        SaturationRisk[] Risks(WeightBits bits) => [.. SaturationCheck.Of(StaticQuantizer.Quantize(model, Batches(TestModels.Numbers(512, 1), 1, 8, 8, 8), new QuantizationOptions { WeightBits = bits }).Model).Layers.Select(layer => layer.Risk)];

        Assert.That(Risks(WeightBits.Exact8), Is.EqualTo(new[] { SaturationRisk.CanSaturate, SaturationRisk.None }));   // the second is depthwise
        Assert.That(Risks(WeightBits.Safe8).Concat(Risks(WeightBits.Seven)).Concat(Risks(WeightBits.Four)), Is.All.EqualTo(SaturationRisk.None));
    }

    [Test]
    public void Activations_that_an_operator_bounds_below_255_allow_larger_weights()
    {
        // Sigmoid on a grid up to 2: no integer above 128 comes; 128 * 227 fits into 16 bits.
        var model = new IntegerModels();
        var (scale, zero, one, wz) = (model.Constant("s", [2f / 255]), model.Constant("z", new byte[1]), model.Constant("one", [1f]), model.Constant("wz", new sbyte[1]));
        model.Node("Sigmoid", [model.Input("x", DataType.Float, 1, 4)], "p");
        model.Node("QuantizeLinear", ["p", scale, zero], "q");
        model.Node("MatMul", [model.Node("DequantizeLinear", ["q", scale, zero], "d"), model.Node("DequantizeLinear", [model.Constant("w", IntegerModels.Weight, 4, 2), one, wz], "dw")], "y");

        var layer = SaturationCheck.Of(model.Finish("y", DataType.Float)).Layers.Single();

        Assert.That((layer.Risk, layer.WorstSum), Is.EqualTo((SaturationRisk.None, 128 * 227)));
    }

    [Test]
    public void An_LSTM_is_checked_on_both_its_weights()
    {
        var model = TestModels.Build([2, 12], (g, x) => g.Node("LSTM", [x, g.Random("w", 1, 0.4f, 1, 64, 12), g.Random("r", 2, 0.4f, 1, 64, 16), g.Random("b", 3, 0.1f, 1, 128)], ("hidden_size", 16L)));

        Assert.That(SaturationCheck.Of(DynamicQuantizer.Quantize(model).Model).Layers.Select(layer => (layer.Risk, layer.Pairs)), Is.EqualTo(new[] { (SaturationRisk.None, 64L * 6), (SaturationRisk.None, 64L * 8) }));
        Assert.That(SaturationCheck.Of(DynamicQuantizer.Quantize(model, new QuantizationOptions { WeightBits = WeightBits.Exact8 }).Model).Saturating.Count(), Is.EqualTo(2));
    }

    [Test]
    public void A_float_model_has_nothing_to_check() =>
        Assert.That(SaturationCheck.Of(TestModels.Build([8, 8, 8], (g, x) => g.Convolution(x, 8, 16, 1))).Layers, Is.Empty);
}
