using Frugal.Grading.Budgets;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Grading.Tests.Budgets;

[Category("Machine")]
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
    public void A_model_cannot_set_the_engines_options()
    {
        // given a grader's environment that lets models do so, and a model that asks for more threads and a profile in the working folder
        const string Switch = "ORT_LOAD_CONFIG_FROM_MODEL";
        var (before, profiles) = (Environment.GetEnvironmentVariable(Switch), Profiles());
        var model = Cheats.Original();
        model.Proto.MetadataProps.Add(new StringStringEntryProto { Key = "ort_config", Value = """{"session_options": {"intra_op_num_threads": 4, "enable_profiling": 1}}""" });
        Environment.SetEnvironmentVariable(Switch, "1");
        try
        {
            Assert.That(Ask(model.ToBytes()).SpeedUp!.Milliseconds, Is.Positive);
            Assert.That(Profiles(), Is.EqualTo(profiles), "a profile was written");
        }
        finally
        {
            Environment.SetEnvironmentVariable(Switch, before);
        }

        static string[] Profiles() => [.. Directory.EnumerateFiles(Environment.CurrentDirectory, "onnxruntime_profile*").Order()];
    }

    private static byte[] Bytes(ModelProto model) => new OnnxModel(model, "test").ToBytes();

    private static MeasuringReply Ask(byte[] subject)
    {
        using var folder = new TemporaryFolder();
        return new MeasuringProcess().Ask(new MeasuringRequest
        {
            Subject = folder.Write("subject.onnx", subject),
            Reference = folder.Write("reference.onnx", Cheats.Original().ToBytes()),
            Seed = 1,
            Gate = SpeedGate.Asking(2),
            Timing = new FairTimingOptions { RoundTime = TimeSpan.FromMilliseconds(2), MostRounds = 60 },
        });
    }
}
