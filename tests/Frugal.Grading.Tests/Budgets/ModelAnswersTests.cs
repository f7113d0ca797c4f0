using Frugal.Grading.Budgets;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Frugal.Onnx;

namespace Frugal.Grading.Tests.Budgets;

[Category("Machine")]
public class ModelAnswersTests
{
    [Test]
    public void An_honest_int8_model_answers_as_its_original_does()
    {
        var answers = Compare(Cheats.Quantized());

        Assert.Multiple(() =>
        {
            Assert.That(answers.Agreement.Share, Is.GreaterThan(0.8));
            Assert.That(answers.LargestDifference, Is.LessThan(0.1 * answers.LargestLogit).And.GreaterThan(0));
            Assert.That(() => answers.Demand(0.8), Throws.Nothing);
        });
    }

    [Test]
    public void The_original_itself_agrees_with_itself_on_every_picture()
    {
        var answers = Compare(Cheats.Original());

        Assert.That((answers.Agreeing, answers.SeenAgreement, answers.LargestDifference), Is.EqualTo((answers.Pictures, 1.0, 0.0)));
        Assert.That(answers.Pictures, Is.EqualTo(100), "nothing is left to decide after the first");
    }

    [Test]
    public void The_signal_to_noise_ratio_tells_an_original_a_quantised_and_a_constant_model_apart()
    {
        Assert.That(Compare(Cheats.Original()).SignalToNoise, Is.EqualTo(200), "the bound: there is no noise");
        Assert.That(Compare(Cheats.Quantized()).SignalToNoise, Is.InRange(15, 80));
        Assert.That(Compare(Cheats.Constant()).SignalToNoise, Is.LessThan(10));
    }

    [Test]
    public void Too_much_noise_is_too_inaccurate_and_says_what_is_asked()
    {
        var answers = Compare(Cheats.Quantized()) with { SignalToNoise = 24.9 };

        Assert.That(Judge.SignalToNoise(answers, 24.9), Is.EqualTo(24.9));
        Assert.That(() => Judge.SignalToNoise(answers, 25), Throws.TypeOf<GradingException>()
            .With.Property(nameof(GradingException.Cause)).EqualTo(Cause.TooInaccurate).And.Message.Contains("keep 24.9 dB").And.Message.Contains("25.0 dB are asked"));
    }

    [Test]
    public void Constant_answers_are_found()
    {
        var answers = Compare(Cheats.Constant());

        Assert.That(() => answers.Demand(0.05), Throws.TypeOf<GradingException>()
            .With.Property(nameof(GradingException.Cause)).EqualTo(Cause.Cheating).And.Message.Contains("same answer whatever picture"));
    }

    [Test]
    public void Memorised_answers_are_found()
    {
        var answers = Compare(Cheats.Memorised());

        Assert.That(answers.SeenAgreement, Is.GreaterThan(0.95));
        Assert.That(() => answers.Demand(0.05), Throws.TypeOf<GradingException>()
            .With.Property(nameof(GradingException.Cause)).EqualTo(Cause.Cheating).And.Message.Contains("memorised"));
    }

    [Test]
    public void As_many_pictures_are_drawn_as_a_decision_needs_up_to_the_bound()
    {
        // given a model that is right on a tenth of the pictures or so, and a floor that is just there
        var model = Cheats.Original();
        var share = Compare(model).Accuracy.Share;

        var answers = Compare(model, new AnswerOptions { First = 100, Most = 250, Accuracy = share });

        Assert.That(answers.Pictures, Is.EqualTo(250));
    }

    [Test]
    public void Another_seed_draws_other_pictures()
    {
        var (first, again, other) = (Compare(Cheats.Quantized(), seed: 1), Compare(Cheats.Quantized(), seed: 1), Compare(Cheats.Quantized(), seed: 2));

        Assert.That(again, Is.EqualTo(first));
        Assert.That(other.LargestDifference, Is.Not.EqualTo(first.LargestDifference));
    }

    [Test]
    public void Other_answers_are_wrong_and_no_cheating()
    {
        var answers = Compare(Cheats.Original()) with { Agreeing = 40, SeenAgreement = 0.4 };

        Assert.That(() => answers.Demand(0.9), Throws.TypeOf<GradingException>()
            .With.Property(nameof(GradingException.Cause)).EqualTo(Cause.WrongAnswer).And.Message.Contains("40.0% of 100 unseen pictures; 90.0% are asked"));
    }

    private static ModelAnswers Compare(OnnxModel model, AnswerOptions? options = null, long seed = 7)
    {
        using var folder = new TemporaryFolder();
        var (subject, reference) = (folder.Write("subject.onnx", model.ToBytes()), folder.Write("reference.onnx", Cheats.Original().ToBytes()));
        return OnnxAnswers.Compare(new MeasuringRequest { Subject = subject, Reference = reference, Seed = seed },
            options ?? new AnswerOptions { First = 100, Most = 100 });
    }
}
