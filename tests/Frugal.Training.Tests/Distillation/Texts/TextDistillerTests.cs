using Frugal.Architectures;
using Frugal.Data;
using Frugal.Distillation;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Distillation.Texts;

/// <summary>Two groups of logits; texts of two tokens decide both. Token 4 is [MASK].</summary>
[Parallelizable, TakesTurns(TakesTurnsAttribute.Torch)]
[Category("Slow")]
public class TextDistillerTests
{
    private static readonly int[] Groups = [2, 3];
    private static readonly TextTrainingOptions Training = new() { Epochs = 3, BatchSize = 8, LearningRate = 0.01, ClassifierRate = 0.01 };
    private static readonly TextTaskForm Two = new() { Classes = ["no", "yes"], Splits = new Dictionary<string, int>() };
    private static readonly TextTaskForm Three = new() { Classes = ["a", "b", "c"], Splits = new Dictionary<string, int>() };

    [Test]
    public void A_student_learns_from_answers_alone()
    {
        using var result = Distiller([new TextLesson(Texts(80)) { Answers = Answers(80) }], Training with { Epochs = 8 }).Train();

        Assert.That(result.History[^1].Scores["two"], Is.GreaterThan(0.9));
        Assert.That(result.History[^1].Scores["three"], Is.GreaterThan(0.9));
    }

    [Test]
    public void A_student_learns_from_labels_alone()
    {
        TextLesson[] lessons = [new(Texts(80)) { Labels = [.. Texts(80).Select(text => (int)(text[1] % 2))] }, new(Texts(80)) { Labels = [.. Texts(80).Select(text => (int)(text[2] % 3))], Group = 1 }];

        using var result = Distiller(lessons, Training with { Epochs = 8 }).Train();

        Assert.That(result.History[^1].Scores["two"], Is.GreaterThan(0.9));
        Assert.That(result.History[^1].Scores["three"], Is.GreaterThan(0.9));
    }

    [TestCase(1)]
    [TestCase(11)]
    [TestCase(25)]
    public void A_training_stopped_at_any_step_goes_on_and_ends_with_the_same_weights(int step)
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        TextLesson[] lessons = [new(Texts(80)) { Answers = Answers(80) }];
        var seen = 0;
        using var whole = Distiller(lessons, Training).Train();

        Assert.That(() => Distiller(lessons, Training, folder["ck"]).Train(new Reporter(() => { if (++seen == step) { stop.Cancel(); } }), stop.Token), Throws.InstanceOf<OperationCanceledException>());
        using var resumed = Distiller(lessons, Training, folder["ck"]).Train();

        Assert.That(Weights(resumed.Network), Is.EqualTo(Weights(whole.Network)));
    }

    [Test]
    public void The_loss_is_that_of_the_papers()
    {
        var options = new TextDistillationOptions { Temperature = 2, Weight = 0.6, Features = 0.5, Masking = 0 };
        var (texts, answers) = (Texts(6), Answers(6));
        TextLesson[] lessons = [new(texts) { Labels = [1, 0, 1, 0, 1, 1], Answers = answers }];
        manual_seed(1);
        using var network = new BiLstm(new BiLstmOptions { Vocabulary = 12, Length = 4, Width = 4, Hidden = 4, Classes = 5, Dropout = 0 });
        network.eval();
        using var scope = NewDisposeScope();

        var loss = new TextBatchLoss(lessons, Groups, Training with { LabelSmoothing = 0 }, options).Of(network, null, [0, 1, 2, 3, 4, 5], 0).item<float>();

        var tokens = tensor(texts.SelectMany(text => text).ToArray(), [6, 4]);
        var (pooled, logits) = (network.Pool(TensorLayers.Instance, tokens), network.call(tokens));
        var teacher = tensor(answers.Logits.ToArray(), [6, 5]);
        var hard = nn.functional.cross_entropy(logits.narrow(1, 0, 2), tensor(new long[] { 1, 0, 1, 0, 1, 1 })).mul(0.4);
        var soft = DistillationLosses.SoftTargets(logits.narrow(1, 0, 2), teacher.narrow(1, 0, 2), 2).add(DistillationLosses.SoftTargets(logits.narrow(1, 2, 3), teacher.narrow(1, 2, 3), 2)).mul(0.6 / 2);
        var vectors = tensor(answers.Features.ToArray(), [6, 8]);
        var variance = vectors.var(0, unbiased: false).mean();
        var distance = nn.functional.mse_loss(pooled, vectors).div(variance).mul(0.5);
        Assert.That(loss, Is.EqualTo(hard.add(soft).add(distance).item<float>()).Within(1e-4));
    }

    [Test]
    public void Lessons_that_do_not_fit_are_refused()
    {
        Assert.That(() => Distiller([], Training), Throws.TypeOf<FrugalException>().With.Message.Contains("no texts"));
        Assert.That(() => Distiller([new TextLesson(Texts(2))], Training), Throws.TypeOf<FrugalException>().With.Message.Contains("neither labels nor answers"));
        Assert.That(() => Distiller([new TextLesson(Texts(2)) { Labels = [0] }], Training), Throws.TypeOf<FrugalException>().With.Message.Contains("2 texts, 1 labels"));
        Assert.That(() => Distiller([new TextLesson(Texts(2)) { Labels = [0, 2] }], Training), Throws.TypeOf<FrugalException>().With.Message.Contains("label or a group"));
        Assert.That(() => Distiller([new TextLesson(Texts(2)) { Answers = new TextAnswers(2, new float[6], new float[2]) }], Training), Throws.TypeOf<FrugalException>().With.Message.Contains("have 3 logits"));
    }

    private static TextDistiller Distiller(IReadOnlyList<TextLesson> lessons, TextTrainingOptions training, string? checkpoint = null)
    {
        var texts = Texts(40, seed: 9);
        (TextTask, int)[] tasks =
        [
            (new TextTask("two", Two, new LabelledTokens([], []), new LabelledTokens(texts, [.. texts.Select(text => (int)(text[1] % 2))])), 0),
            (new TextTask("three", Three, new LabelledTokens([], []), new LabelledTokens(texts, [.. texts.Select(text => (int)(text[2] % 3))])), 1),
        ];
        return new TextDistiller(
            () => new BiLstm(new BiLstmOptions { Vocabulary = 12, Length = 4, Width = 16, Hidden = 16, Classes = 5, Dropout = 0 }), Groups, tasks, lessons, (training, new TextDistillationOptions { Masking = 0.05 }), checkpoint);
    }

    private static List<long[]> Texts(int count, int seed = 1)
    {
        var random = new SplitMix64(seed, 0);
        return [.. Enumerable.Range(0, count).Select(_ => new long[] { 2, 5 + random.NextInt32(6), 5 + random.NextInt32(6), 3 })];
    }

    /// <summary>What a good teacher answers, and vectors of length 8.</summary>
    private static TextAnswers Answers(int count)
    {
        var texts = Texts(count);
        var random = new SplitMix64(3, 0);
        return new TextAnswers(
            count,
            texts.SelectMany(text => Enumerable.Range(0, 5).Select(c => c < 2 ? (c == text[1] % 2 ? 3f : -3f) : (c - 2 == text[2] % 3 ? 3f : -3f))).ToArray(),
            texts.SelectMany(text => Enumerable.Range(0, 8).Select(i => (i == text[1] - 5 ? 1f : 0f) + (0.1f * random.NextSingle()))).ToArray());
    }

    private static List<byte[]> Weights(TextArchitecture network) => [.. network.state_dict().Values.Select(values => values.bytes.ToArray())];

    private sealed class Reporter(Action report) : IProgress<TextProgress>
    {
        public void Report(TextProgress value) => report();
    }
}
