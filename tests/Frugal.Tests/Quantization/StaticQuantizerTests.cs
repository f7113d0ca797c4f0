using Frugal.Onnx;
using Frugal.Onnx.Wire;
using Frugal.Quantization;
using static Frugal.Tests.Shared.TestModels;

namespace Frugal.Tests.Quantization;

public class StaticQuantizerTests
{
    private static readonly float[] Input = TestModels.Numbers(8 * 8 * 8, seed: 1);

    [Test]
    public void What_has_no_int8_kernel_stays_in_floats_and_is_reported_with_the_reason()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Convolution(g.Node("HardSwish", [g.Convolution(x, 8, 16, 1)]), 16, 8, 3));

        var report = StaticQuantizer.Quantize(model, Batches(Input, 1, 8, 8, 8)).Report;

        Assert.That(report.Quantized.Select(node => node.Operator), Is.EqualTo(new[] { "Conv", "Conv" }));
        Assert.That(report.Kept.Select(node => (node.Operator, node.Reason)), Is.EqualTo(new[] { ("HardSwish", "ONNX Runtime has no int8 kernel for HardSwish") }));
    }

    [Test]
    public void A_model_that_has_nothing_to_quantise_is_refused_in_one_line()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Node("Tanh", [x]));

        var failure = Assert.Throws<FrugalException>(() => StaticQuantizer.Quantize(model, Batches(Input, 1, 8, 8, 8)));

        Assert.That(failure!.Message, Does.StartWith("test.onnx: no operator can be quantised").And.Not.Contains("\n"));
    }

    [Test]
    public void An_empty_calibration_set_is_refused()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Convolution(x, 8, 16, 1));

        var failure = Assert.Throws<FrugalException>(() => StaticQuantizer.Quantize(model, CalibrationData.FromBatches(_ => [])));

        Assert.That(failure!.Message, Does.Contain("the calibration set is empty"));
    }

    [Test]
    public void Calibration_data_of_another_shape_is_refused()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Convolution(x, 8, 16, 1));

        var failure = Assert.Throws<FrugalException>(() => StaticQuantizer.Quantize(model, Batches(Input, 1, 4, 16, 8)));

        Assert.That(failure!.Message, Does.Contain("does not fit the model"));
    }

    [Test]
    public void A_weight_that_is_no_number_is_named()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Node("Conv", [x, g.Constant("bad", [.. Enumerable.Repeat(float.NaN, 8)], 1, 8, 1, 1)]));

        var failure = Assert.Throws<FrugalException>(() => StaticQuantizer.Quantize(model, Batches(Input, 1, 8, 8, 8)));

        Assert.That(failure!.Message, Does.Contain("'bad' holds NaN"));
    }

    [Test]
    public void A_model_that_is_quantised_already_is_refused()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Convolution(x, 8, 16, 1));
        var quantized = StaticQuantizer.Quantize(model, Batches(Input, 1, 8, 8, 8)).Model;

        var failure = Assert.Throws<FrugalException>(() => StaticQuantizer.Quantize(quantized, Batches(Input, 1, 8, 8, 8)));

        Assert.That(failure!.Message, Does.Contain("quantised already"));
    }

    [Test]
    public void Values_without_range_and_channels_without_weights_give_the_bias_alone()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Node("Conv", [x, g.Constant("w", new float[16 * 8], 16, 8, 1, 1), g.Random("b", 3, 1, 16)]));

        var result = StaticQuantizer.Quantize(model, Batches(new float[Input.Length], 1, 8, 8, 8));

        // Half a step of the bias, whose scale is the input's (1) times the weights' (1 / 127), half a step of the output, and the quarter that rounding its range may clip.
        var output = result.Report.Values.Single(value => value.Name == "y").Parameters.Scale;
        var (expected, actual) = (TestModels.Run(model, Input, 1, 8, 8, 8), TestModels.Run(result.Model, Input, 1, 8, 8, 8));
        Assert.That(TestModels.Difference(expected, actual), Is.LessThanOrEqualTo((0.5f / 127) + (0.75f * output)));
    }

    [Test]
    public void A_bias_that_dwarfs_its_weights_fits_into_32_bits()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Node("Conv", [x, g.Random("w", 2, 1e-9f, 16, 8, 1, 1), g.Random("b", 3, 100, 16)]));

        var quantized = StaticQuantizer.Quantize(model, Batches(Input, 1, 8, 8, 8)).Model;

        var (expected, actual) = (TestModels.Run(model, Input, 1, 8, 8, 8), TestModels.Run(quantized, Input, 1, 8, 8, 8));
        Assert.That(TestModels.Difference(expected, actual), Is.LessThan(1f));
    }

    [Test]
    public void An_old_file_with_its_weights_among_the_inputs_and_in_Constant_nodes_is_quantised_like_any_other()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Convolution(g.Relu(g.Convolution(x, 8, 16, 1)), 16, 8, 3));
        var graph = model.Proto.Graph;
        var constant = graph.Initializer[0];
        graph.Initializer.RemoveAt(0);
        graph.Node.Insert(0, new NodeProto { OpType = "Constant", Output = { constant.Name }, Attribute = { new AttributeProto { Name = "value", T = constant, Type = AttributeProto.Types.AttributeType.Tensor } } });
        graph.Input.AddRange(graph.Initializer.Select(tensor => new ValueInfoProto
        {
            Name = tensor.Name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = tensor.DataType, Shape = new TensorShapeProto { Dim = { tensor.Dims.Select(dim => new TensorShapeProto.Types.Dimension { DimValue = dim }) } } } },
        }));
        (model.Proto.IrVersion, model.Proto.OpsetImport[0].Version) = (3, 11);
        model = OnnxModel.Parse(model.ToBytes(), "old.onnx");

        var result = StaticQuantizer.Quantize(model, Batches(Input, 1, 8, 8, 8));

        Assert.That(result.Report.Kept, Is.Empty);
        Assert.That((result.Model.Opset, result.Model.Inputs.Count, result.Model.Proto.Graph.Input.Count), Is.EqualTo((13L, 1, 1)));
        var (expected, actual) = (TestModels.Run(model, Input, 1, 8, 8, 8), TestModels.Run(result.Model, Input, 1, 8, 8, 8));
        Assert.That(TestModels.Difference(expected, actual), Is.LessThan(0.05f * expected.Max(Math.Abs)));
    }

    [Test]
    public void Nodes_that_compute_shapes_are_no_subject_of_the_report()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) =>
        {
            var y = g.Convolution(x, 8, 16, 1);
            return g.Node("Reshape", [g.Convolution(y, 16, 8, 3), g.Node("Shape", [x])]);
        });

        var report = StaticQuantizer.Quantize(model, Batches(Input, 1, 8, 8, 8)).Report;

        Assert.That(report.Kept.Select(node => node.Operator), Is.EqualTo(new[] { "Reshape" }));
    }

    [Test]
    public void Excluded_nodes_stay_in_floats()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Convolution(g.Convolution(x, 8, 16, 1), 16, 8, 3));

        var report = StaticQuantizer.Quantize(model, Batches(Input, 1, 8, 8, 8), new QuantizationOptions { Exclude = new HashSet<string> { "conv_2" } }).Report;

        Assert.That(report.Kept.Select(node => (node.Node, node.Reason)), Is.EqualTo(new[] { ("conv_2", "excluded") }));
    }

    [Test]
    public void A_convolution_that_stays_in_floats_gets_no_padded_channels()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Convolution(g.Convolution(x, 8, 6, 1), 6, 8, 3));

        var quantized = StaticQuantizer.Quantize(model, Batches(Input, 1, 8, 8, 8), new QuantizationOptions { Exclude = new HashSet<string> { "conv_2" } }).Model;

        Assert.That(TestModels.Run(quantized, Input, 1, 8, 8, 8), Has.Length.EqualTo(Input.Length));
    }

    [Test]
    public void Weights_of_seven_bits_stay_between_minus_64_and_64()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Convolution(x, 8, 16, 1));

        var quantized = StaticQuantizer.Quantize(model, Batches(Input, 1, 8, 8, 8), new QuantizationOptions { WeightBits = WeightBits.Seven }).Model;

        var weight = quantized.Proto.Graph.Initializer.Single(tensor => tensor.DataType == (int)TensorProto.Types.DataType.Int8 && tensor.Dims.Count == 4);
        Assert.That(weight.RawData.Select(b => (int)(sbyte)b).Max(Math.Abs), Is.EqualTo(64));
    }

    [TestCase(3, 1, 1)]
    [TestCase(3, 2, 1)]
    [TestCase(3, 2, 0)]
    [TestCase(5, 2, 2)]
    public void The_first_layer_with_its_channels_padded_gives_the_same_numbers(int kernel, int stride, int pad)
    {
        var model = TestModels.Build([3, 16, 16], (g, x) => g.Node("Conv", [x, g.Random("w", 2, 0.5f, 16, 3, kernel, kernel), g.Random("b", 3, 0.2f, 16)],
            ("kernel_shape", new long[] { kernel, kernel }), ("strides", new long[] { stride, stride }), ("pads", new long[] { pad, pad, pad, pad })));
        var input = TestModels.Numbers(2 * 3 * 16 * 16, seed: 4);

        var quantized = StaticQuantizer.Quantize(model, Batches(input, 2, 3, 16, 16)).Model;

        Assert.That(quantized.Proto.Graph.Node.Select(node => node.OpType), Does.Contain("Pad"));
        var (expected, actual) = (TestModels.Run(model, input, 2, 3, 16, 16), TestModels.Run(quantized, input, 2, 3, 16, 16));
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        Assert.That(TestModels.Difference(expected, actual), Is.LessThan(0.03f * expected.Max(Math.Abs)));
    }

    [Test]
    public void The_model_that_was_given_is_not_changed()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Convolution(x, 8, 16, 1));
        var before = model.ToBytes();

        StaticQuantizer.Quantize(model, Batches(Input, 1, 8, 8, 8));

        Assert.That(model.ToBytes(), Is.EqualTo(before));
    }

    [Test]
    public void A_percentile_that_cannot_be_is_refused() =>
        Assert.That(() => new QuantizationOptions { Percentile = 12 }, Throws.TypeOf<FrugalException>());
}
