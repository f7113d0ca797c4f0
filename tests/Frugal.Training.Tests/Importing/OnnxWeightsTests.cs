using Frugal.Onnx;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Importing;

public class OnnxWeightsTests
{
    private static readonly float[] Weights = [1, 2, 3, 4, 5, 6];

    [Test]
    public void Tensors_are_copied_by_the_map_and_transposed_where_it_says()
    {
        using var layer = nn.Linear(3, 2);

        var left = OnnxWeights.Into(layer, Model(3, 2), Map(new OnnxWeight("W") { Transposed = true }));

        Assert.That(left, Is.EqualTo(new[] { "bias" }));
        Assert.That(layer.weight!.data<float>().ToArray(), Is.EqualTo(new float[] { 1, 3, 5, 2, 4, 6 }));
    }

    [Test]
    public void Values_of_the_same_shape_are_copied_as_they_are()
    {
        using var layer = nn.Linear(3, 2);

        OnnxWeights.Into(layer, Model(2, 3), Map(new OnnxWeight("W")));

        Assert.That(layer.weight!.data<float>().ToArray(), Is.EqualTo(Weights));
    }

    [TestCase(2, 3, true, "W has the shape 2x3 (transposed on import); the module's weight has 2x3")]
    [TestCase(3, 2, false, "W has the shape 3x2; the module's weight has 2x3")]
    [TestCase(6, 1, false, "W has the shape 6x1; the module's weight has 2x3")]
    public void Another_shape_is_refused_with_both_names_and_shapes(int rows, int columns, bool transposed, string message)
    {
        using var layer = nn.Linear(3, 2);
        var before = layer.weight!.data<float>().ToArray();

        Assert.That(
            () => OnnxWeights.Into(layer, Model(rows, columns), Map(new OnnxWeight("W") { Transposed = transposed })),
            Throws.TypeOf<FrugalException>().With.Message.Contains(message));
        Assert.That(layer.weight!.data<float>().ToArray(), Is.EqualTo(before));
    }

    [Test]
    public void Nothing_is_copied_if_one_entry_is_wrong()
    {
        using var layer = nn.Linear(3, 2);
        var before = layer.weight!.data<float>().ToArray();
        var map = new Dictionary<string, OnnxWeight> { ["weight"] = new("W"), ["bias"] = new("absent") };

        Assert.That(() => OnnxWeights.Into(layer, Model(2, 3), map), Throws.TypeOf<FrugalException>().With.Message.Contains("no constant 'absent' for bias"));
        Assert.That(layer.weight!.data<float>().ToArray(), Is.EqualTo(before));
    }

    [Test]
    public void A_name_that_the_module_lacks_is_named()
    {
        using var layer = nn.Linear(3, 2);

        Assert.That(
            () => OnnxWeights.Into(layer, Model(2, 3), new Dictionary<string, OnnxWeight> { ["gain"] = new("W") }),
            Throws.TypeOf<FrugalException>().With.Message.Contains("no tensor 'gain'").And.Message.Contains("weight, bias"));
    }

    private static Dictionary<string, OnnxWeight> Map(OnnxWeight weight) => new() { ["weight"] = weight };

    private static OnnxModel Model(int rows, int columns)
    {
        var graph = new OnnxGraphBuilder("tiny");
        var input = graph.Input("x", [1, rows]);
        return graph.Build(graph.Node("MatMul", [input, graph.Constant("W", Weights, [rows, columns])]));
    }
}
