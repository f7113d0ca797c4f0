using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Training.Languages;

/// <summary>A language of eight tokens in which each token is followed by the next one, and the last by the first.</summary>
[Parallelizable, TakesTurns(TakesTurnsAttribute.Torch)]
[Category("Slow")]
public class LanguageTrainerTests
{
    private static readonly LanguageTrainingOptions Options = new() { Epochs = 3, BatchSize = 8, LearningRate = 0.01 };
    private static readonly LearnedText[] Texts = [.. Enumerable.Range(0, 60).Select(i => Rising(i, 4 + i % 7))];
    private static readonly LearnedText[] Validation = [.. Enumerable.Range(0, 8).Select(i => Rising(i, 9))];

    [Test]
    public void A_network_learns_the_language()
    {
        using var result = new LanguageTrainer(Network, Texts, Validation, Options with { Epochs = 8 }).Train();

        Assert.That(result.History, Has.Count.EqualTo(8));
        Assert.That(result.History[^1].Perplexity, Is.LessThan(1.2));
        Assert.That(result.History[0].TrainingLoss, Is.GreaterThan(result.History[^1].TrainingLoss));
        Assert.That(result.Network.training, Is.False);
    }

    [TestCase(1)]
    [TestCase(8)]
    [TestCase(20)]
    public void A_training_stopped_at_any_step_goes_on_and_ends_with_the_same_weights(int step)
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var seen = 0;
        var options = Options with { WordDropout = 0.3 };
        using var whole = new LanguageTrainer(Network, Texts, Validation, options).Train();

        Assert.That(() => Trainer().Train(new Reporter(_ => { if (++seen == step) { stop.Cancel(); } }), stop.Token), Throws.InstanceOf<OperationCanceledException>());
        using var resumed = Trainer().Train();

        Assert.That(Bytes(resumed.Network), Is.EqualTo(Bytes(whole.Network)));
        Assert.That(resumed.History, Is.EqualTo(whole.History));

        LanguageTrainer Trainer() => new(Network, Texts, Validation, options, folder["language.checkpoint"]) { StepsPerCheckpoint = 3 };
    }

    [Test]
    public void A_checkpoint_of_another_training_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var result = new LanguageTrainer(Network, Texts, Validation, Options with { Epochs = 1 }, folder["language.checkpoint"]).Train();

        Assert.That(() => new LanguageTrainer(Network, Texts, Validation, Options, folder["language.checkpoint"]).Train(), Throws.TypeOf<FrugalException>().With.Message.Contains("belongs to a training with other options"));
        Assert.That(() => new LanguageTrainer(Network, Texts[1..], Validation, Options with { Epochs = 1 }, folder["language.checkpoint"]).Train(), Throws.TypeOf<FrugalException>());
    }

    [Test]
    public void The_loss_is_the_weighted_mean_over_the_tokens_whatever_the_padding()
    {
        manual_seed(1);
        using var network = Network();
        network.eval();
        LearnedText[] texts = [new([1, 2, 3], [0, 0.5f, 1]), new([4, 0, 7, 7, 2, 6], [0, 0, 1, 0.25f, 0, 1])];

        var loss = LanguageTrainer.Evaluate(network, texts);

        var (sum, weight) = (0.0, 0.0);
        foreach (var text in texts)
        {
            for (var i = 1; i < text.Tokens.Count; i++)   // alone, without padding, one prediction at a time
            {
                using var scope = NewDisposeScope();
                var logits = network.call(tensor(text.Tokens.Take(i).Select(token => (long)token).ToArray(), [1, i]))[0, -1].data<float>().ToArray();
                sum -= text.Weights[i] * (logits[text.Tokens[i]] - Math.Log(logits.Sum(logit => Math.Exp(logit))));
                weight += text.Weights[i];
            }
        }

        Assert.That(loss, Is.EqualTo(sum / weight).Within(1e-5));
    }

    [Test]
    public void Each_epoch_has_every_text_once_in_another_order()
    {
        var first = LanguageBatches.Of(Texts, 8, seed: 1, epoch: 0);
        var second = LanguageBatches.Of(Texts, 8, seed: 1, epoch: 1);

        Assert.That(first.SelectMany(batch => batch), Is.EquivalentTo(Enumerable.Range(0, Texts.Length)));
        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That(LanguageBatches.Of(Texts, 8, seed: 1, epoch: 1), Is.EqualTo(second));
    }

    [Test]
    public void Only_tokens_of_weight_below_1_are_replaced_and_never_as_targets()
    {
        using var scope = NewDisposeScope();

        var (tokens, next, weights) = LanguageBatches.Tensors([new([1, 2, 3, 4], [0, 0.1f, 1, 1])], () => 7);

        Assert.That(tokens.data<long>().ToArray(), Is.EqualTo(new long[] { 7, 7, 3 }));
        Assert.That(next.data<long>().ToArray(), Is.EqualTo(new long[] { 2, 3, 4 }));
        Assert.That(weights.data<float>().ToArray(), Is.EqualTo(new[] { 0.1f, 1, 1 }));
    }

    [Test]
    public void Wrong_use_is_named()
    {
        Assert.That(() => new LanguageTrainer(Network, [], Validation, Options), Throws.TypeOf<FrugalException>().With.Message.Contains("there are no texts to train on"));
        Assert.That(() => new LanguageTrainer(Network, [new([1], [1])], Validation, Options), Throws.TypeOf<FrugalException>().With.Message.Contains("a text has 1 tokens and 1 weights"));
        Assert.That(() => new LanguageTrainer(Network, [new([1, 2], [1])], Validation, Options), Throws.TypeOf<FrugalException>().With.Message.Contains("a text has 2 tokens and 1 weights"));
        Assert.That(() => new LanguageTrainer(Network, Texts, Validation, Options with { WordDropout = 1 }), Throws.TypeOf<FrugalException>().With.Message.Contains("WordDropout"));
        Assert.That(() => new LanguageTrainer(Network, Texts, Validation, Options) { StepsPerCheckpoint = 0 }, Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static LearnedText Rising(int first, int count) => new([.. Enumerable.Range(first, count).Select(i => i % 8)], [.. Enumerable.Repeat(1f, count)]);

    private static LlamaModel Network() => new(new LlamaOptions { Vocabulary = 8, Context = 16, Width = 16, Heads = 2, KeyValueHeads = 1, Blocks = 1, FeedForward = 32, RowMultiple = 1 });

    private static byte[] Bytes(LlamaModel network) => [.. network.state_dict().Values.SelectMany(weight => weight.bytes.ToArray())];

    private sealed class Reporter(Action<LanguageProgress> report) : IProgress<LanguageProgress>
    {
        public void Report(LanguageProgress value) => report(value);
    }
}
