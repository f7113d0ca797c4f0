using Frugal.Onnx;
using Frugal.Onnx.Wire;
using Frugal.Quantization;

namespace Frugal.Tests.Quantization;

/// <summary>Weights in the bodies of If, Loop and Scan.</summary>
[Parallelizable]
public class SubgraphTests
{
    private const int Width = 64;
    private const string Reason = "its weights are in subgraphs, which are not quantised";
    private static readonly float[] Input = TestModels.Numbers(Width, seed: 1);

    [TestCase("static")]
    [TestCase("dynamic")]
    [TestCase("weightonly")]
    public void Are_reported_as_kept(string scheme)
    {
        var report = Report(scheme, Model(outside: true));

        Assert.That(report.Kept.Single(node => node.Operator == "If").Reason, Is.EqualTo(Reason));
        Assert.That(report.Quantized, Has.Count.EqualTo(1));
    }

    [TestCase("static")]
    [TestCase("dynamic")]
    [TestCase("weightonly")]
    public void Alone_are_named_as_the_reason_why_nothing_is_quantised(string scheme) =>
        Assert.That(() => Report(scheme, Model(outside: false)), Throws.TypeOf<FrugalException>().With.Message.Contains(Reason));

    [Test]
    public void That_lie_outside_and_are_used_inside_are_reported_too()
    {
        var model = Model(outside: true);
        foreach (var body in OnnxCheck.Subgraphs(model.Proto.Graph.Node.Single(node => node.OpType == "If")))
        {
            model.Proto.Graph.Initializer.Add(body.Initializer);
            body.Initializer.Clear();
        }

        Assert.That(Report("dynamic", model).Kept.Single(node => node.Operator == "If").Reason, Is.EqualTo(Reason));
    }

    private static QuantizationReport Report(string scheme, OnnxModel model) => scheme switch
    {
        "static" => StaticQuantizer.Quantize(model, TestModels.Batches(Input, 1, Width)).Report,
        "dynamic" => DynamicQuantizer.Quantize(model).Report,
        _ => WeightOnlyQuantizer.Quantize(model).Report,
    };

    /// <summary>y = if mean(x) &lt; 100 then x T else x E, with or without a matrix product before it.</summary>
    private static OnnxModel Model(bool outside)
    {
        var model = TestModels.Build([Width], (g, x) =>
        {
            var value = outside ? g.Node("MatMul", [x, g.Random("W", 2, 0.2f, Width, Width)]) : g.Relu(x);
            var small = g.Node("Less", [g.Node("ReduceMean", [value], ("keepdims", 0L)), g.Constant("limit", 100f)]);
            return g.Node("If", [small, value]);
        });
        var branch = model.Proto.Graph.Node.Last();
        var value = branch.Input[1];
        branch.Input.RemoveAt(1);
        branch.Attribute.Add(Body("then_branch", value, 3));
        branch.Attribute.Add(Body("else_branch", value, 4));
        return model;
    }

    private static AttributeProto Body(string name, string input, int seed) => new()
    {
        Name = name,
        Type = AttributeProto.Types.AttributeType.Graph,
        G = new GraphProto
        {
            Name = name,
            Initializer = { TensorData.Of<float>($"{name}.w", TestModels.Numbers(Width * Width, seed), Width, Width) },
            Node = { new NodeProto { OpType = "MatMul", Input = { input, $"{name}.w" }, Output = { $"{name}.y" } } },
            Output = { new ValueInfoProto { Name = $"{name}.y" } },
        },
    };
}
