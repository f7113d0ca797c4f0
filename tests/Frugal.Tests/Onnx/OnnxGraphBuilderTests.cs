using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Tests.Onnx;

public class OnnxGraphBuilderTests
{
    [Test]
    public void A_graph_of_ones_own_runs_in_the_engine_with_integer_constants()
    {
        // Given a row of int8 weights that are turned into floats, with a uint8 activation and an int32 bias
        var graph = new OnnxGraphBuilder("own");
        var input = graph.Input("x", 2);
        OnnxValue[] grid = [graph.Constant("scale", [0.5f]), graph.Integers("zero", [(byte)10])];
        var rounded = graph.Node("DequantizeLinear", [graph.Node("QuantizeLinear", [input, .. grid]), .. grid]);
        var weight = graph.Node("DequantizeLinear", [graph.Integers("weight", (sbyte[])[2, -4], 1, 2), graph.Constant("scales", [0.25f], 1)], ("axis", 0L));
        var bias = graph.Node("DequantizeLinear", [graph.Integers("bias", [8], 1), graph.Constant("step", [0.125f], 1)], ("axis", 0L));

        // When it is built and run
        var model = graph.Build(graph.Node("Gemm", [rounded, weight, bias], ("transB", 1L)));
        using var session = new InferenceSession(model.ToBytes());
        using var x = OrtValue.CreateTensorValueFromMemory<float>((float[])[1.1f, 2], [1, 2]);
        using var run = new RunOptions();
        using var outputs = session.Run(run, ["x"], [x], [model.Outputs[0].Name]);

        // Then 1 * 0.5 + 2 * -1 + 1
        Assert.That(outputs[0].GetTensorDataAsSpan<float>().ToArray(), Is.EqualTo(new[] { -0.5f }).Within(1e-6));
        Assert.That(model.Constants.Single(constant => constant.Name == "weight"), Has.Property("Type").EqualTo("Int8"));
        Assert.That(model.Constants.Single(constant => constant.Name == "zero").Shape, Is.Empty);
    }

    [Test]
    public void A_graph_needs_an_output()
    {
        var graph = new OnnxGraphBuilder("nothing");
        graph.Input("x", 2);

        Assert.That(() => graph.Build(), Throws.TypeOf<FrugalException>().With.Message.Contains("without outputs"));
    }

    [Test]
    public void An_output_that_no_node_makes_is_refused() =>
        Assert.That(() => new OnnxGraphBuilder("gone").Build(new OnnxValue("y")), Throws.TypeOf<FrugalException>());

    [Test]
    public void The_attributes_of_a_node_are_read_as_they_are_written()
    {
        var graph = new OnnxGraphBuilder("attributes");
        var output = graph.Node("Something", [graph.Input("x", 2)], ("axis", 1L), ("pads", new long[] { 1, 2 }), ("alpha", 0.5f), ("scales", new[] { 1f, 2f }), ("mode", "nearest"));

        var attributes = graph.Build(output).Nodes.Single().Attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value);

        Assert.That(attributes.Keys, Is.EquivalentTo(new[] { "axis", "pads", "alpha", "scales", "mode" }));
        Assert.That(attributes["axis"], Is.EqualTo(1L));
        Assert.That(attributes["pads"], Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(attributes["alpha"], Is.EqualTo(0.5f));
        Assert.That(attributes["scales"], Is.EqualTo(new[] { 1f, 2f }));
        Assert.That(attributes["mode"], Is.EqualTo("nearest"));
    }

    [Test]
    public void A_constant_is_replaced_by_one_of_another_shape()
    {
        var graph = new OnnxGraphBuilder("replace");
        var model = graph.Build(graph.Add(graph.Input("x", 2), graph.Constant("w", [1f, 2f], 2)));
        var before = model.Constant("w")!;

        model.Replace(before with { Shape = [1], Values = [5f] });

        Assert.That((before.Shape, before.Values), Is.EqualTo((new long[] { 2 }, new[] { 1f, 2f })));
        Assert.That((model.Constant("w")!.Shape, model.Constant("w")!.Values), Is.EqualTo((new long[] { 1 }, new[] { 5f })));
        Assert.That(model.Constant("x"), Is.Null);
    }

    [Test]
    public void A_constant_is_replaced_only_by_its_own_name_and_by_as_many_values_as_the_shape_says()
    {
        var graph = new OnnxGraphBuilder("refuse");
        var model = graph.Build(graph.Add(graph.Input("x", 2), graph.Constant("w", [1f, 2f], 2)));

        Assert.That(() => model.Replace(new("v", [1], [1])), Throws.TypeOf<FrugalException>().With.Message.Contains("no constant 'v'"));
        Assert.That(() => model.Replace(new("w", [3], [1])), Throws.TypeOf<FrugalException>().With.Message.Contains("1 values and the shape 3"));
    }

    [Test]
    public void Integers_are_no_weights()
    {
        var graph = new OnnxGraphBuilder("integers");
        var model = graph.Build(graph.Node("DequantizeLinear", [graph.Integers("q", (sbyte[])[1], 1), graph.Constant("s", [1f])]));

        Assert.That(() => model.Constant("q"), Throws.TypeOf<FrugalException>().With.Message.Contains("Int8"));
    }
}
