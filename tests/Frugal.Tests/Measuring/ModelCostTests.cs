using Frugal.Measuring;
using Frugal.Onnx.Wire;

namespace Frugal.Tests.Measuring;

public class ModelCostTests
{
    [Test]
    public void A_convolution_costs_its_output_times_the_inputs_that_each_number_sums()
    {
        var cost = Of(TestGraph.Convolution());

        Assert.Multiple(() =>
        {
            Assert.That(cost.Macs, Is.EqualTo(8 * 16 * 16 * (3 * 3 * 3)));
            Assert.That(cost.Parameters, Is.EqualTo(8 * 27 + 8));
            Assert.That(cost.Format, Is.EqualTo("fp32"));
        });
    }

    [Test]
    public void A_strided_depthwise_convolution_sums_over_its_own_channel_alone()
    {
        var graph = new TestGraph().Input("x", 1, 32, 10, 10).Weight<float>("w", 32, 1, 3, 3)
            .Node("Conv", "x w", "y", ("group", 32L), ("strides", new long[] { 2, 2 }), ("pads", new long[] { 1, 1, 1, 1 })).Output("y");

        Assert.That(Of(graph).Macs, Is.EqualTo(32 * 5 * 5 * 9));
    }

    [Test]
    public void A_transposed_convolution_spreads_each_input()
    {
        var graph = new TestGraph().Input("x", 1, 4, 6, 6).Weight<float>("w", 4, 5, 2, 2)
            .Node("ConvTranspose", "x w", "y", ("strides", new long[] { 2, 2 })).Output("y");

        Assert.That(Of(graph).Macs, Is.EqualTo(4 * 6 * 6 * (5 * 2 * 2)));
    }

    [TestCase(0L, 0L)]
    [TestCase(0L, 1L)]
    [TestCase(1L, 0L)]
    public void A_gemm_costs_M_N_K_however_its_factors_lie(long transA, long transB)
    {
        var (a, b) = (transA == 1 ? new object[] { 7, 3 } : [3, 7], transB == 1 ? new long[] { 5, 7 } : [7, 5]);
        var graph = new TestGraph().Input("x", a).Weight<float>("w", b).Weight<float>("b", 5)
            .Node("Gemm", "x w b", "y", ("transA", transA), ("transB", transB)).Output("y");

        Assert.That(Of(graph).Macs, Is.EqualTo(3 * 5 * 7));
    }

    [Test]
    public void A_product_of_two_activations_is_counted_with_its_leading_axes()
    {
        // given attention's scores: (batch 1, heads 2, 6, 4) by (1, 2, 4, 6)
        var graph = new TestGraph().Input("q", "batch", 2, "sequence", 4).Input("k", "batch", 2, 4, "sequence")
            .Node("MatMul", "q k", "y").Output("y");

        var cost = Of(graph, new ModelRunOptions { Batch = 5, Dimensions = ModelRunOptionsTests.Dimensions(("sequence", 6)) });

        Assert.Multiple(() =>
        {
            Assert.That(cost.Macs, Is.EqualTo(2 * 6 * 6 * 4), "for one example, whatever the batch");
            Assert.That(cost.Parameters, Is.Zero);
            Assert.That(cost.Format, Is.EqualTo("none"));
        });
    }

    [Test]
    public void An_int8_twin_has_the_same_parameters_and_multiply_accumulates()
    {
        var twin = new TestGraph()
            .Input("x", "batch", 3, 16, 16)
            .Scalar("xs", 0.1f).Scalar("xz", (byte)128)
            .Weight<sbyte>("w", 8, 3, 3, 3).Weight<float>("ws", 8).Weight<sbyte>("wz", 8)
            .Weight<int>("b", 8).Weight<float>("bs", 8).Weight<int>("bz", 8)
            .Node("QuantizeLinear", "x xs xz", "xq").Node("DequantizeLinear", "xq xs xz", "xd")
            .Node("DequantizeLinear", "w ws wz", "wd", ("axis", 0L)).Node("DequantizeLinear", "b bs bz", "bd", ("axis", 0L))
            .Node("Conv", "xd wd bd", "c", ("pads", new long[] { 1, 1, 1, 1 }))
            .Node("GlobalAveragePool", "c", "p").Node("Flatten", "p", "y").Output("y");

        var (fp32, int8) = (Of(TestGraph.Convolution()), Of(twin));

        Assert.Multiple(() =>
        {
            Assert.That((int8.Parameters, int8.Macs), Is.EqualTo((fp32.Parameters, fp32.Macs)));
            Assert.That(int8.Format, Is.EqualTo("int8"));
        });
    }

    [Test]
    public void A_convolution_of_the_older_quantised_form_is_counted_too()
    {
        var graph = new TestGraph().Input("x", TensorProto.Types.DataType.Uint8, 1, 3, 8, 8)
            .Scalar("s", 0.1f).Scalar("z", (byte)0).Weight<sbyte>("w", 4, 3, 3, 3).Scalar("wz", (sbyte)0).Weight<int>("b", 4)
            .Node("QLinearConv", "x s z w s wz s z b", "y").Output("y");

        var cost = Of(graph);

        Assert.That((cost.Parameters, cost.Macs), Is.EqualTo((4 * 27 + 4L, 4 * 6 * 6 * 27L)));
    }

    [Test]
    public void Half_precision_weights_behind_a_cast_are_fp16_and_counted()
    {
        var graph = new TestGraph().Input("x", 1, 16).Weight<Half>("w", 16, 4)
            .Node("Cast", "w", "w32", ("to", 1L)).Node("MatMul", "x w32", "y").Output("y");

        var cost = Of(graph);

        Assert.That((cost.Parameters, cost.Macs, cost.Format), Is.EqualTo((64L, 64L, "fp16")));
    }

    [Test]
    public void Statistics_shapes_bounds_and_constants_of_one_number_are_no_parameters()
    {
        var graph = new TestGraph().Input("x", 1, 4, 2, 2)
            .Weight<float>("gamma", 4).Weight<float>("beta", 4).Weight<float>("mean", 4).Weight<float>("variance", 4)
            .Scalar("low", 0f).Scalar("high", 6f).Weight<long>("shape", 2)
            .Node("BatchNormalization", "x gamma beta mean variance", "n").Node("Clip", "n low high", "c")
            .Node("Constant", "", "half", ("value_float", 0.5f)).Node("Mul", "c half", "y").Output("y");
        graph.Model.Graph.Node[2].Input.Clear();

        Assert.That(Of(graph).Parameters, Is.EqualTo(8));
    }

    [Test]
    public void Weights_that_two_nodes_share_are_counted_once()
    {
        var graph = new TestGraph().Input("x", 1, 4).Weight<float>("w", 4, 4)
            .Node("MatMul", "x w", "h").Node("MatMul", "h w", "y").Output("y");

        var cost = Of(graph);

        Assert.That((cost.Parameters, cost.Macs), Is.EqualTo((16L, 32L)));
    }

    [Test]
    public void External_data_counts_towards_the_bytes()
    {
        // given a product whose weights lie in a file beside the model
        var graph = new TestGraph().Input("x", 1, 16).Weight<float>("w", 16, 4).Node("MatMul", "x w", "y").Output("y");
        var weight = graph.Model.Graph.Initializer[0];
        var data = weight.RawData.ToByteArray();
        weight.RawData = Google.Protobuf.ByteString.Empty;
        weight.DataLocation = TensorProto.Types.DataLocation.External;
        weight.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "weights.bin" });
        var path = graph.Save();
        File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(path)!, "weights.bin"), data);

        var cost = ModelCost.Of(path, new ModelRunOptions());

        Assert.That((cost.Bytes.Bytes, cost.Parameters, cost.Macs), Is.EqualTo((new FileInfo(path).Length + 256, 64L, 64L)));
    }

    private static ModelCost Of(TestGraph graph, ModelRunOptions? options = null) => ModelCost.Of(graph.Save(), options ?? new ModelRunOptions());
}
