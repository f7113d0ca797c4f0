using Frugal.Grading.Budgets;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Frugal.Onnx;
using Frugal.Onnx.Wire;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;

namespace Frugal.Grading.Tests.Budgets;

[Category("Machine")]
public class StoredWeightsTests
{
    [Test]
    public void Int8_weights_that_are_stored_as_int8_are_counted_so()
    {
        var weights = Of(Cheats.Quantized());

        Assert.Multiple(() =>
        {
            Assert.That(weights.Integers.Bytes, Is.GreaterThanOrEqualTo(48 * 256 + 256 * 10));
            Assert.That(weights.IntegerShare, Is.GreaterThan(0.9));
            Assert.That(weights.FakeQuantized, Is.Empty);
            Assert.That(weights.IgnoresInput, Is.False);
            Assert.That(() => weights.Demand(0.9), Throws.Nothing);
        });
    }

    [Test]
    public void A_float_model_has_no_integers()
    {
        var weights = Of(Cheats.Original());

        Assert.That(weights.Integers.Bytes, Is.Zero);
        Assert.That(weights.Wide.Bytes, Is.EqualTo(4 * (48 * 256 + 256 + 256 * 10)), "ten numbers are too few for a weight");
        Refused(weights, "0.0% of the weights' bytes are integers");
    }

    [Test]
    public void Weights_that_are_rounded_when_the_model_runs_are_fake()
    {
        var weights = Of(Cheats.FakeQuantized());

        Assert.That(weights.FakeQuantized, Is.EquivalentTo(new[] { "w1", "w2" }));
        Refused(weights, "fake quantisation");
    }

    [Test]
    public void Fake_quantisation_is_found_behind_a_constant_node_and_a_transpose()
    {
        var graph = new TestGraph().Input("x", "batch", 8)
            .Scalar("s", 0.1f)
            .Node("Transpose", "w", "t").Node("QuantizeLinear", "t s", "q").Node("DequantizeLinear", "q s", "d").Node("MatMul", "x d", "y").Output("y");
        graph.Model.Graph.Node.Insert(0, ConstantNode("w", TensorData.Of("", new float[64], 8, 8)));

        Refused(Of(graph.Model), "('w'...)");
    }

    [Test]
    public void A_copy_in_floats_counts_even_where_nothing_uses_it([Values("initializer", "constant", "sparse", "list", "subgraph")] string place)
    {
        var model = Cheats.Quantized().Clone();
        var copy = TensorData.Of("copy", new float[48 * 256], 48 * 256);
        var graph = model.Proto.Graph;
        switch (place)
        {
            case "initializer":
                graph.Initializer.Add(copy);
                break;
            case "constant":
                graph.Node.Insert(0, ConstantNode("copy", copy));
                break;
            case "sparse":
                graph.SparseInitializer.Add(new SparseTensorProto { Values = copy, Dims = { 48 * 256 } });
                break;
            case "list":
                var list = new NodeProto { OpType = "Constant", Output = { "copy" } };
                list.Attribute.Add(Attributes.Of("value_floats", new float[48 * 256]));
                graph.Node.Insert(0, list);
                break;
            default:
                var inner = new NodeProto { OpType = "If", Input = { graph.Input[0].Name }, Output = { "copy" } };
                inner.Attribute.Add(new AttributeProto { Name = "then_branch", G = new GraphProto { Initializer = { copy } } });
                graph.Node.Insert(0, inner);
                break;
        }

        var weights = Of(model);

        Assert.That(weights.IntegerShare, Is.LessThan(0.3), "one byte beside four");
        Refused(weights, "no second copy");
    }

    [Test]
    public void A_copy_in_a_data_file_counts()
    {
        using var folder = new TemporaryFolder();
        var weights = StoredWeights.Of(Cheats.WithDataFile(folder, "model.onnx", "weights.bin", extraBytes: 4096));

        Assert.That(weights.Wide, Is.EqualTo(Of(Cheats.Original()).Wide));
        Assert.That(weights.Shipped.Bytes, Is.GreaterThan(4096 + weights.Wide.Bytes));
    }

    [Test]
    public void Integers_that_no_output_needs_do_not_count()
    {
        var model = Cheats.Original();
        model.Proto.Graph.Initializer.Add(TensorData.Of("filler", new sbyte[1_000_000], 1_000_000));

        Refused(Of(model), "0.0% of the weights' bytes");
    }

    [Test]
    public void A_scale_for_every_number_is_a_weight()
    {
        // given 8 x 8 ones in int8, each with a scale of its own
        var graph = new TestGraph().Input("x", "batch", 8)
            .Weight<sbyte>("ones", 64).Weight<float>("scales", 64).Weight<long>("shape", 2)
            .Node("DequantizeLinear", "ones scales", "f", ("axis", 0L)).Node("Reshape", "f shape", "w").Node("MatMul", "x w", "y").Output("y");

        Assert.That(Of(graph.Model).IntegerShare, Is.EqualTo(0.2).Within(1e-9), "1 byte of 5");
    }

    [Test]
    public void A_graph_that_only_asks_for_its_inputs_shape_ignores_it()
    {
        var graph = new TestGraph().Input("x", "batch", 3, 96, 96).Weight<sbyte>("w", 4, 16).Scalar("s", 0.1f)
            .Node("Shape", "x", "n").Node("Cast", "n", "f", ("to", (long)DataType.Float))
            .Node("DequantizeLinear", "w s", "d").Node("MatMul", "f d", "y").Output("y");

        Refused(Of(graph.Model), "No output of the graph depends on its input");
    }

    [Test]
    public void Weights_of_several_channels_on_one_scale_are_named()
    {
        var graph = new TestGraph().Input("x", "batch", 16).Scalar("s", 0.1f).Weight<float>("scales", 4)
            .Weight<sbyte>("shared", 4, 16).Weight<sbyte>("own", 4, 16).Weight<sbyte>("single", 1, 1).Weight<sbyte>("bias", 4)
            .Node("DequantizeLinear", "shared s", "a").Node("DequantizeLinear", "own scales", "b", ("axis", 0L))
            .Node("DequantizeLinear", "single s", "c").Node("DequantizeLinear", "bias s", "d")
            .Node("Gemm", "x a d", "y", ("transB", 1L)).Node("Gemm", "x b", "z", ("transB", 1L)).Node("Add", "y z", "sum").Node("Add", "sum c", "out").Output("out");

        Assert.That(Of(graph.Model).OneScale, Is.EqualTo(new[] { "shared" }));
    }

    private static NodeProto ConstantNode(string name, TensorProto tensor) => new()
    {
        OpType = "Constant",
        Output = { name },
        Attribute = { new AttributeProto { Name = "value", Type = AttributeProto.Types.AttributeType.Tensor, T = tensor } },
    };

    private static StoredWeights Of(OnnxModel model) => Of(model.Proto);

    private static StoredWeights Of(ModelProto proto)
    {
        using var folder = new TemporaryFolder();
        return StoredWeights.Of(folder.Write("model.onnx", new OnnxModel(proto, "model.onnx").ToBytes()));
    }

    private static void Refused(StoredWeights weights, string why)
    {
        var failure = Assert.Throws<GradingException>(() => weights.Demand(0.9));
        Assert.That(failure!.Cause, Is.EqualTo(Cause.Cheating));
        Assert.That(failure.Message, Does.Contain(why).And.Not.Contain("\n"));
    }
}
