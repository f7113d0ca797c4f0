using System.Text.Json;
using Frugal.Grading.Budgets;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests.Budgets;

/// <summary>Replies of a process that a model has taken over.</summary>
public class MeasuringReplyTests
{
    private static readonly MeasuringRequest Timing = new() { Subject = "a.onnx", Reference = "b.onnx", WorkedGate = new WorkedGate(0.5) };

    private static readonly MeasuringRequest Comparing = new() { Subject = "a.onnx", Reference = "b.onnx", Answers = new AnswerOptions { Most = 200 } };

    private static readonly MeasuringRequest Reading = new() { Subject = "a.onnx", Facts = true };

    private static readonly SpeedUp Measured = new(Verdict.Passed, [2.0, 2.1], 1, 2, 1) { Worked = new WorkedSpeed([2.0, 2.0], 1, 1.7, Waived: false) };

    private static readonly ModelAnswers Counted =
        new() { Pictures = 200, Agreeing = 190, Right = 180, ReferenceRight = 185, LargestDifference = 0.5, LargestLogit = 9, IsConstant = false, SeenAgreement = 0.97 };

    [Test]
    public void An_honest_reply_is_taken()
    {
        Assert.Multiple(() =>
        {
            Assert.That(new MeasuringReply { SpeedUp = Measured }.Checked(Timing), Is.Not.Null);
            Assert.That(new MeasuringReply { Answers = Counted }.Checked(Comparing), Is.Not.Null);
            Assert.That(new MeasuringReply { Facts = new ModelFacts { Integers = 5, FakeQuantized = ["w"] } }.Checked(Reading), Is.Not.Null);
            Assert.That(new MeasuringReply { Refusal = "no model" }.Checked(Reading), Is.Not.Null);
        });
    }

    private static IEnumerable<TestCaseData> Forged()
    {
        static TestCaseData Case(string name, MeasuringRequest request, MeasuringReply reply) => new TestCaseData(request, reply).SetArgDisplayNames(name);
        static MeasuringReply Speed(SpeedUp speed) => new() { SpeedUp = speed };
        static MeasuringReply Answers(ModelAnswers answers) => new() { Answers = answers };
        return
        [
            Case("nothing", Timing, new()),
            Case("another job's result", Timing, Answers(Counted)),
            Case("no worked answer", Timing, Speed(Measured with { Worked = null })),
            Case("no rounds", Timing, Speed(Measured with { Ratios = [] })),
            Case("null for rounds", Timing, Speed(Measured with { Ratios = null! })),
            Case("more rounds than asked for", Timing, Speed(Measured with { Ratios = new double[241] })),
            Case("a ratio of zero", Timing, Speed(Measured with { Ratios = [0, 2] })),
            Case("an infinite ratio", Timing, Speed(Measured with { Ratios = [double.PositiveInfinity] })),
            Case("a negative time", Timing, Speed(Measured with { Milliseconds = -1 })),
            Case("an unknown verdict", Timing, Speed(Measured with { Verdict = (Verdict)99 })),
            Case("a gate that is not a number", Timing, Speed(Measured with { Worked = Measured.Worked! with { Least = double.NaN } })),
            Case("more right than pictures", Comparing, Answers(Counted with { Right = 201 })),
            Case("fewer than none", Comparing, Answers(Counted with { Agreeing = -1 })),
            Case("no pictures", Comparing, Answers(Counted with { Pictures = 0, Agreeing = 0, Right = 0, ReferenceRight = 0 })),
            Case("more pictures than asked for", Comparing, Answers(Counted with { Pictures = 201 })),
            Case("an endless difference", Comparing, Answers(Counted with { LargestDifference = double.NaN })),
            Case("more decibels than there are", Comparing, Answers(Counted with { SignalToNoise = 1e9 })),
            Case("decibels that are not a number", Comparing, Answers(Counted with { SignalToNoise = double.NaN })),
            Case("fewer bytes than none", Reading, new() { Facts = new ModelFacts { Integers = -5 } }),
            Case("bytes that overflow", Reading, new() { Facts = new ModelFacts { Integers = long.MaxValue, Wide = long.MaxValue } }),
            Case("null for a name", Reading, new() { Facts = new ModelFacts { DataFiles = [null!] } }),
            Case("null for a weight of one scale", Reading, new() { Facts = new ModelFacts { OneScale = [null!] } }),
            Case("null for weights of one scale", Reading, new() { Facts = new ModelFacts { OneScale = null! } }),
            Case("null for names", Reading, new() { Facts = new ModelFacts { FakeQuantized = null! } }),
        ];
    }

    [TestCaseSource(nameof(Forged))]
    public void A_reply_that_no_measurement_gives_is_refused(object request, object reply) =>
        Assert.That(((MeasuringReply)reply).Checked((MeasuringRequest)request), Is.Null);

    [Test]
    public void A_reply_survives_the_way_through_JSON()
    {
        var json = JsonSerializer.Serialize(new MeasuringReply { SpeedUp = Measured }, MeasuringJson.Default.MeasuringReply);

        var read = JsonSerializer.Deserialize(json, MeasuringJson.Default.MeasuringReply)!.Checked(Timing)!.SpeedUp!;

        Assert.That((read.Ratios, read.Worked!.Least), Is.EqualTo((Measured.Ratios, 1.7)));
    }
}
