using Frugal.Architectures;
using Frugal.Data;

namespace Frugal.Training.Tests.Training.Texts;

/// <summary>Two easy tasks: which of two tokens a text has, and which of three another text ends in.</summary>
[Parallelizable, TakesTurns(TakesTurnsAttribute.Torch)]
[Category("Slow")]
public class TextTrainerTests
{
    private static readonly TextTrainingOptions Options = new() { Epochs = 3, BatchSize = 8, LearningRate = 0.01, ClassifierRate = 0.01 };
    private static readonly IReadOnlyList<TextTask> Tasks = [Task("which", 2, 60), Task("end", 3, 44)];

    [Test]
    public void A_network_learns_both_tasks()
    {
        using var result = new TextTrainer(Network, Tasks, Options with { Epochs = 6 }).Train();

        Assert.That(result.History, Has.Count.EqualTo(6));
        Assert.That(result.History[^1].Scores.Keys, Is.EqualTo(new[] { "which", "end" }));
        Assert.That(result.History[^1].Scores.Values, Has.All.GreaterThan(0.9));
        Assert.That(result.History[0].TrainingLoss, Is.GreaterThan(result.History[^1].TrainingLoss));
        Assert.That(result.Network.training, Is.False);
    }

    [TestCase(1)]
    [TestCase(6)]
    [TestCase(20)]
    public void A_training_stopped_at_any_step_goes_on_and_ends_with_the_same_weights(int step)
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var seen = 0;
        using var whole = new TextTrainer(Network, Tasks, Options).Train();

        Assert.That(() => Trainer(Options).Train(new Reporter(_ => { if (++seen == step) { stop.Cancel(); } }), stop.Token), Throws.InstanceOf<OperationCanceledException>());
        using var resumed = Trainer(Options).Train();

        Assert.That(Bytes(resumed.Network), Is.EqualTo(Bytes(whole.Network)));
        Assert.That(resumed.History.Select(epoch => epoch.TrainingLoss), Is.EqualTo(whole.History.Select(epoch => epoch.TrainingLoss)));

        TextTrainer Trainer(TextTrainingOptions options) => new(Network, Tasks, options, folder["text.checkpoint"]) { StepsPerCheckpoint = 3 };
    }

    [Test]
    public void A_checkpoint_of_another_training_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var result = new TextTrainer(Network, Tasks, Options with { Epochs = 1 }, folder["text.checkpoint"]).Train();

        Assert.That(() => new TextTrainer(Network, Tasks, Options, folder["text.checkpoint"]).Train(), Throws.TypeOf<FrugalException>().With.Message.Contains("belongs to a training with other options"));
        Assert.That(() => new TextTrainer(Network, [Tasks[1], Tasks[0]], Options with { Epochs = 1 }, folder["text.checkpoint"]).Train(), Throws.TypeOf<FrugalException>());
    }

    [Test]
    public void Each_epoch_has_every_text_once_in_another_order_and_a_batch_is_of_one_task()
    {
        var first = TextBatches.Of(Tasks, 8, seed: 1, epoch: 0);
        var second = TextBatches.Of(Tasks, 8, seed: 1, epoch: 1);

        foreach (var (task, count) in new[] { (0, 60), (1, 44) })
        {
            Assert.That(first.Where(batch => batch.Task == task).SelectMany(batch => batch.Texts), Is.EquivalentTo(Enumerable.Range(0, count)));
        }

        Assert.That(first.Select(batch => batch.Task).Distinct().Count(), Is.EqualTo(2));
        Assert.That(second.Select(batch => batch.Texts), Is.Not.EqualTo(first.Select(batch => batch.Texts)));
        Assert.That(TextBatches.Of(Tasks, 8, seed: 1, epoch: 1).Select(batch => batch.Texts), Is.EqualTo(second.Select(batch => batch.Texts)));
    }

    [Test]
    public void Wrong_use_is_named()
    {
        Assert.That(() => new TextTrainer(Network, [], Options), Throws.TypeOf<FrugalException>().With.Message.Contains("there is no task"));
        Assert.That(() => new TextTrainer(Network, [Tasks[0]], Options).Train(), Throws.TypeOf<FrugalException>().With.Message.Contains("5 logits and the tasks have 2 classes"));
        Assert.That(() => new TextTrainer(Network, Tasks, Options) { StepsPerCheckpoint = 0 }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new TextTrainer(Network, Tasks, Options with { ClassifierRate = 2 }), Throws.TypeOf<FrugalException>().With.Message.Contains("ClassifierRate"));
    }

    private static TextTransformer Network() => new(new TextTransformerOptions { Vocabulary = 16, Length = 12, Width = 16, Heads = 2, Blocks = 1, FeedForward = 32, Classes = 5 });

    private static TextTask Task(string name, int classes, int count)
    {
        var random = new SplitMix64(7, classes);
        return new TextTask(name, new TextTaskForm { Classes = [.. Enumerable.Range(0, classes).Select(i => $"{i}")], Splits = new Dictionary<string, int>() }, Some(count), Some(30));

        LabelledTokens Some(int texts)
        {
            var tokens = new List<long[]>();
            var labels = new List<int>();
            for (var i = 0; i < texts; i++)
            {
                labels.Add(random.NextInt32(classes));
                tokens.Add([1, .. Enumerable.Range(0, random.NextInt32(8)).Select(_ => 8L), 2L + labels[^1] + (classes == 3 ? 2 : 0)]);
            }

            return new LabelledTokens(tokens, labels);
        }
    }

    private static byte[] Bytes(TextArchitecture network) => [.. network.state_dict().SelectMany(entry => entry.Value.bytes.ToArray())];

    private sealed class Reporter(Action<TextProgress> report) : IProgress<TextProgress>
    {
        public void Report(TextProgress value) => report(value);
    }
}
