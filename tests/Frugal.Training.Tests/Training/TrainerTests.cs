using Frugal.Architectures;
using Frugal.Distillation;
using static Frugal.Training.Tests.Training.ColouredPictures;

namespace Frugal.Training.Tests.Training;

[Parallelizable, TakesTurns(TakesTurnsAttribute.Torch)]
[Category("Slow")]
public class TrainerTests
{
    /// <summary>What the usual options end with, without a break.</summary>
    private static readonly Lazy<byte[]> Usual = new(() => Train(Options));

    [Test]
    public void A_network_learns_what_is_easy()
    {
        var options = Options with { Epochs = 12, CutMix = 0, Mixup = 0 };

        using var result = new Trainer(Network, options).Train(Pictures(240), Validation());

        Assert.That(result.History, Has.Count.EqualTo(12));
        Assert.That(result.History[^1].TrainingLoss, Is.LessThan(result.History[0].TrainingLoss));
        Assert.That(result.History[^1].ValidationAccuracy, Is.GreaterThan(0.9));
        Assert.That(result.StoppedEarly, Is.False);
        Assert.That(Evaluator.Evaluate(result.Network, Validation()).Accuracy, Is.EqualTo(result.History[^1].ValidationAccuracy));
    }

    [Test]
    public void The_same_seed_ends_with_the_same_weights_and_another_seed_with_others()
    {
        Assert.That(Train(Options), Is.EqualTo(Usual.Value));
        Assert.That(Train(Options with { Seed = 2 }), Is.Not.EqualTo(Usual.Value));
    }

    [TestCase(1)]
    [TestCase(13)]
    [TestCase(27)]
    public void A_training_stopped_at_any_step_goes_on_and_ends_with_the_same_weights(int step)
    {
        using var folder = new TemporaryFolder();
        var checkpoint = folder["training.checkpoint"];
        using var stop = new CancellationTokenSource();
        var seen = 0;

        Assert.That(
            () => new Trainer(Network, Options, checkpoint).Train(
                Pictures(), Validation(), new Reporter(_ => { if (++seen == step) { stop.Cancel(); } }), stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        using var resumed = new Trainer(Network, Options, checkpoint).Train(Pictures(), Validation());

        Assert.That(Bytes(resumed.Network), Is.EqualTo(Usual.Value));
        Assert.That(resumed.History.Select(epoch => epoch.Epoch), Is.EqualTo(new[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void A_finished_training_is_not_trained_again()
    {
        using var folder = new TemporaryFolder();
        var checkpoint = folder["training.checkpoint"];
        var steps = 0;
        using var first = new Trainer(Network, Options, checkpoint).Train(Pictures(), Validation());

        using var second = new Trainer(Network, Options, checkpoint).Train(Pictures(), Validation(), new Reporter(_ => steps++));

        Assert.That(steps, Is.Zero);
        Assert.That(Bytes(second.Network), Is.EqualTo(Bytes(first.Network)));
    }

    [Test]
    public void A_checkpoint_of_another_training_is_refused()
    {
        using var folder = new TemporaryFolder();
        var checkpoint = folder["training.checkpoint"];
        new Trainer(Network, Options, checkpoint).Train(Pictures(), Validation()).Dispose();

        Assert.That(
            () => new Trainer(Network, Options with { LearningRate = 0.01 }, checkpoint).Train(Pictures(), Validation()),
            Throws.TypeOf<FrugalException>().With.Message.Contains("other options").And.Message.Contains("Delete it to begin again"));
    }

    [Test]
    public void A_checkpoint_of_a_training_that_began_with_other_weights_is_refused()
    {
        using var folder = new TemporaryFolder();
        var checkpoint = folder["training.checkpoint"];
        new Trainer(Network, Options, checkpoint).Train(Pictures(), Validation()).Dispose();
        var pretrained = () =>
        {
            var network = Network();
            using var noGrad = TorchSharp.torch.no_grad();
            network.parameters().First().mul_(2);
            return network;
        };

        Assert.That(
            () => new Trainer(pretrained, Options, checkpoint).Train(Pictures(), Validation()),
            Throws.TypeOf<FrugalException>().With.Message.Contains("Delete it to begin again"));
    }

    [TestCase(0)]
    [TestCase(10)]
    [TestCase(5000)]
    public void A_checkpoint_that_is_cut_off_is_refused(int length)
    {
        using var folder = new TemporaryFolder();
        var checkpoint = folder["training.checkpoint"];
        new Trainer(Network, Options, checkpoint).Train(Pictures(), Validation()).Dispose();
        File.WriteAllBytes(checkpoint, File.ReadAllBytes(checkpoint)[..length]);

        Assert.That(
            () => new Trainer(Network, Options, checkpoint).Train(Pictures(), Validation()),
            Throws.TypeOf<FrugalException>().With.Message.StartsWith(checkpoint));
    }

    [Test]
    public void Training_stops_when_patience_runs_out()
    {
        var options = Options with { Epochs = 40, LearningRate = 1e-12, Patience = 2, AverageDecay = 0 };

        using var result = new Trainer(Network, options).Train(Pictures(), Validation());

        Assert.That(result.StoppedEarly, Is.True);
        Assert.That(result.History, Has.Count.LessThan(40));
    }

    [Test]
    public void A_loss_that_is_no_number_ends_the_training_with_what_to_do()
    {
        var broken = () =>
        {
            var network = (ResNet)Network();
            using var noGrad = TorchSharp.torch.no_grad();
            network.parameters().First().fill_(float.NaN);
            return (Architecture)network;
        };

        Assert.That(
            () => new Trainer(broken, Options).Train(Pictures(), Validation()),
            Throws.TypeOf<FrugalException>().With.Message.Contains("epoch 1, step 1").And.Message.Contains("Lower the learning rate"));
    }

    [Test]
    public void Too_few_pictures_for_a_batch_are_refused() =>
        Assert.That(
            () => new Trainer(Network, Options).Train(Pictures(5), Validation()),
            Throws.TypeOf<FrugalException>().With.Message.Contains("5 training pictures do not fill one batch of 8"));

    [Test]
    public void A_teacher_changes_what_is_learned()
    {
        using var teacher = Network();
        teacher.eval();

        using var taught = new Trainer(Network, Options, teacher: new Teacher(teacher)).Train(Pictures(), Validation());

        Assert.That(Bytes(taught.Network), Is.Not.EqualTo(Usual.Value));
    }

    private static byte[] Train(TrainingOptions options)
    {
        using var result = new Trainer(Network, options).Train(Pictures(), Validation());
        return Bytes(result.Network);
    }

    private sealed class Reporter(Action<TrainingProgress> tell) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => tell(value);
    }
}
