using Frugal.Grading.Budgets;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Onnx.Wire;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;

namespace Frugal.Grading.Tests.Budgets;

/// <summary>Models that take more than their process may.</summary>
[Parallelizable, TakesTurns]
[Category("Machine")]
public class MeasuringLimitsTests
{
    [Test]
    public void A_graph_that_loops_for_ever_is_ended()
    {
        var failure = Assert.Throws<GradingException>(() => Ask(Endless(), new MeasuringProcess { Timeout = TimeSpan.FromSeconds(2) }));

        Assert.That(failure!.Cause, Is.EqualTo(Cause.Timeout));
    }

    [Test]
    public void A_machine_that_has_no_time_is_not_the_models_fault()
    {
        var failure = Assert.Throws<GradingException>(() => Ask(Endless(), new MeasuringProcess { Patience = TimeSpan.FromMilliseconds(100) }));

        Assert.That(failure!.Cause, Is.EqualTo(Cause.Noise));
    }

    [Test]
    public void A_graph_that_eats_memory_is_ended()
    {
        // given 3.2 GB of ones
        var graph = new TestGraph().Input("x", "batch", 3, 96, 96);
        graph.Model.Graph.Initializer.Add(TensorData.Of("size", [800_000_000L], 1));
        graph.Node("ConstantOfShape", "size", "ones").Node("ReduceMean", "x", "mean", ("keepdims", 0L))
            .Node("Add", "ones mean", "sums").Node("ReduceMax", "sums", "y").Output("y");

        var failure = Assert.Throws<GradingException>(() => Ask(graph.Model, new MeasuringProcess { Memory = ByteSize.Parse("500 MB") }));

        Assert.That(failure!.Cause, Is.EqualTo(Cause.OutOfMemory));
    }

    /// <summary>Adds one to the picture's mean, 2^62 times.</summary>
    private static ModelProto Endless()
    {
        var graph = new TestGraph().Input("x", "batch", 3, 96, 96);
        graph.Model.Graph.Initializer.Add([TensorData.Scalar("times", 1L << 62), TensorData.Scalar("one", 1f)]);
        graph.Node("ReduceMean", "x", "mean", ("keepdims", 0L));
        static ValueInfoProto Value(string name, DataType type) => new()
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = new TensorShapeProto() } },
        };
        var body = new GraphProto { Name = "body" };
        body.Input.Add([Value("i", DataType.Int64), Value("go", DataType.Bool), Value("sum", DataType.Float)]);
        body.Node.Add(new NodeProto { OpType = "Identity", Input = { "go" }, Output = { "go_on" } });
        body.Node.Add(new NodeProto { OpType = "Add", Input = { "sum", "one" }, Output = { "more" } });
        body.Output.Add([Value("go_on", DataType.Bool), Value("more", DataType.Float)]);
        var loop = new NodeProto { OpType = "Loop", Input = { "times", "", "mean" }, Output = { "y" } };
        loop.Attribute.Add(new AttributeProto { Name = "body", Type = AttributeProto.Types.AttributeType.Graph, G = body });
        graph.Model.Graph.Node.Add(loop);
        return graph.Output("y").Model;
    }

    private static void Ask(ModelProto model, MeasuringProcess process)
    {
        using var folder = new TemporaryFolder();
        process.Ask(new MeasuringRequest
        {
            Subject = folder.Write("subject.onnx", new OnnxModel(model, "test").ToBytes()),
            Reference = folder.Write("reference.onnx", Cheats.Original().ToBytes()),
            Seed = 1,
            Gate = SpeedGate.Asking(2),
        });
    }
}
