using Frugal.Grading.Budgets;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Onnx.Wire;
using Frugal.Tests.Data;
using Frugal.Tests.Measuring;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;

namespace Frugal.Tests.Grading.Budgets;

public class MeasuringProcessTests
{
    [Test]
    public void A_model_is_as_fast_as_itself_and_that_is_too_slow()
    {
        var measured = Ask(Cheats.Original().ToBytes()).SpeedUp!;

        Assert.That(measured.Interval.Median, Is.InRange(0.7, 1.4));
        Assert.That(measured.Verdict, Is.Not.EqualTo(Verdict.Passed));
        Assert.That(measured.Milliseconds, Is.Positive);
    }

    [Test]
    public void Answers_come_back_as_they_were_counted()
    {
        using var folder = new TemporaryFolder();
        var reference = folder.Write("reference.onnx", Cheats.Original().ToBytes());
        var request = new MeasuringRequest { Subject = reference, Reference = reference, Seed = 3, Answers = new AnswerOptions { First = 20, Most = 20 } };

        var reply = new MeasuringProcess().Ask(request);

        Assert.That(reply.Answers, Is.EqualTo(OnnxAnswers.Compare(request, request.Answers)));
        Assert.That(reply.SpeedUp, Is.Null);
    }

    [Test]
    public void A_file_that_is_no_model_is_refused_in_the_engines_words()
    {
        var failure = Assert.Throws<GradingException>(() => Ask("no model"u8.ToArray()));

        Assert.That(failure!.Cause, Is.EqualTo(Cause.WrongAnswer));
        Assert.That(failure.Message, Does.Contain("subject.onnx").And.Not.Contain("\n"));
    }

    [Test]
    public void A_model_with_other_inputs_is_refused()
    {
        var other = new TestGraph().Input("x", "batch", 3, 64, 64).Node("Flatten", "x", "y").Output("y");

        var failure = Assert.Throws<GradingException>(() => Ask(Bytes(other.Model)));

        Assert.That(failure!.Message, Does.Contain("does not take one picture as float32 (1, 3, 96, 96)"));
    }

    [Test]
    public void A_graph_that_loops_for_ever_is_ended()
    {
        var failure = Assert.Throws<GradingException>(() => Ask(Bytes(Endless()), new MeasuringProcess { Timeout = TimeSpan.FromSeconds(4) }));

        Assert.That(failure!.Cause, Is.EqualTo(Cause.Timeout));
    }

    [Test]
    public void A_machine_that_has_no_time_is_not_the_models_fault()
    {
        var failure = Assert.Throws<GradingException>(() => Ask(Bytes(Endless()), new MeasuringProcess { Patience = TimeSpan.FromMilliseconds(100) }));

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

        var failure = Assert.Throws<GradingException>(() => Ask(Bytes(graph.Model), new MeasuringProcess { Memory = ByteSize.Parse("500 MB") }));

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

    private static byte[] Bytes(ModelProto model) => new OnnxModel(model, "test").ToBytes();

    private static MeasuringReply Ask(byte[] subject, MeasuringProcess? process = null)
    {
        using var folder = new TemporaryFolder();
        return (process ?? new MeasuringProcess()).Ask(new MeasuringRequest
        {
            Subject = folder.Write("subject.onnx", subject),
            Reference = folder.Write("reference.onnx", Cheats.Original().ToBytes()),
            Seed = 1,
            Gate = SpeedGate.Asking(2),
            Timing = new FairTimingOptions { RoundTime = TimeSpan.FromMilliseconds(2), MostRounds = 60 },
        });
    }
}
