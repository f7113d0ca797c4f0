using Frugal.Pruning;
using static Frugal.Training.Tests.Training.ColouredPictures;

namespace Frugal.Training.Tests.Pruning;

[Category("Slow")]
public class ScheduleTests
{
    [Test]
    public void The_cubic_schedule_is_the_paper_s_formula()
    {
        var schedule = new CubicSchedule { Initial = 0.1, Final = 0.9, Begin = 100, End = 500, Every = 50 };

        Assert.That(schedule.At(0), Is.EqualTo(0.1).Within(1e-12));
        Assert.That(schedule.At(200), Is.EqualTo(0.9 + (0.1 - 0.9) * Math.Pow(1 - 100.0 / 400, 3)).Within(1e-12));
        Assert.That(schedule.At(900), Is.EqualTo(0.9).Within(1e-12));
        Assert.That(Enumerable.Range(0, 600).Where(step => schedule.IsDue(step)), Is.EqualTo(new[] { 100, 150, 200, 250, 300, 350, 400, 450, 500 }));
    }

    [Test]
    public void The_sparsity_never_falls() => Property.Holds(
        FsCheck.Fluent.Gen.Choose(0, 1000),
        step =>
        {
            var schedule = new CubicSchedule { Final = 0.8, Begin = 10, End = 700 };
            Assert.That(schedule.At(step + 1), Is.GreaterThanOrEqualTo(schedule.At(step)));
        });

    [TestCase(false)]
    [TestCase(true)]
    public void Gradual_pruning_ends_at_the_sparsity_that_was_asked_for(bool movement)
    {
        using var pruning = new GradualPruning(new CubicSchedule { Final = 0.8, End = 24, Every = 4 }, PruningScope.Layer, movement);

        using var result = new Trainer(Network, Options) { Companion = pruning }.Train(Pictures(), Validation());

        foreach (var (name, values) in MaskTests.Weights(result.Network))
        {
            Assert.That(values.Count(w => w == 0) / (double)values.Length, Is.EqualTo(0.8).Within(0.01), name);
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_pruning_that_was_stopped_goes_on_and_ends_with_the_same_weights(bool movement)
    {
        using var folder = new TemporaryFolder();
        var checkpoint = folder["training.checkpoint"];
        using var stop = new CancellationTokenSource();
        var seen = 0;

        Assert.That(
            () => Prune(checkpoint, movement, new Reporter(_ => { if (++seen == 20) { stop.Cancel(); } }), stop.Token),
            Throws.InstanceOf<OperationCanceledException>());

        Assert.That(Prune(checkpoint, movement), Is.EqualTo(Prune(null, movement)));
    }

    [Test]
    public void Movement_ranks_by_the_naive_sum_of_gradient_times_weight()
    {
        using var network = Network();
        var sums = new ScoreSums(network);
        var expected = new float[network.parameters().First().numel()];
        for (var step = 0; step < 2; step++)
        {
            using var scope = TorchSharp.torch.NewDisposeScope();
            network.zero_grad();
            network.call(TorchSharp.torch.ones(2, 3, 16, 16)).pow(2).sum().backward();
            var first = network.parameters().First();
            expected = [.. expected.Zip(first.data<float>().ToArray().Zip(first.grad!.data<float>().ToArray(), (w, g) => -w * g), (a, b) => a + b)];
            sums.Add(network, one => one.Weight.mul(one.Gradient).neg());
        }

        Assert.That(sums.Scores.Values[network.named_parameters().First().name], Is.EqualTo(expected).Within(1e-6));
    }

    /// <summary>Against a naive copy of the paper: dense weights of which some are used, and a score each that never rests.</summary>
    [Test]
    public void What_movement_removed_comes_back_as_it_was_where_it_is_missed()
    {
        using var network = Network();
        using var pruning = new GradualPruning(new CubicSchedule { Final = 0.6, Begin = 4, End = 40, Every = 2 }, movement: true);
        using var sgd = TorchSharp.torch.optim.SGD(network.parameters(), 0.02);
        TorchSharp.torch.manual_seed(1);
        using var pictures = TorchSharp.torch.randn(8, 3, 16, 16);
        var (name, weight) = network.named_parameters().First();
        var dense = weight.data<float>().ToArray();
        var scores = new float[dense.Length];
        var used = Enumerable.Repeat(true, dense.Length).ToArray();
        var returned = 0;
        for (var step = 0; step <= 40; step++)
        {
            using var scope = TorchSharp.torch.NewDisposeScope();
            network.zero_grad();
            network.call(pictures).sub(1).pow(2).mean().backward();
            var gradient = weight.grad!.data<float>().ToArray();
            scores = [.. scores.Select((score, i) => score - gradient[i] * dense[i])];

            pruning.GradientsReady(network);
            sgd.step();
            var moved = weight.data<float>().ToArray();
            pruning.WeightsMoved(network, network, step);

            dense = [.. dense.Select((before, i) => used[i] ? moved[i] : before)];
            if (step >= 4 && step % 2 == 0)
            {
                var sparsity = 0.6 - 0.6 * Math.Pow(1 - (step - 4) / 36.0, 3);
                var removed = Enumerable.Range(0, dense.Length).OrderBy(i => scores[i]).Take((int)Math.Round(dense.Length * sparsity, MidpointRounding.AwayFromZero)).ToHashSet();
                returned += used.Where((was, i) => !was && !removed.Contains(i)).Count();
                used = [.. used.Select((_, i) => !removed.Contains(i))];
            }

            Assert.That(weight.data<float>().ToArray(), Is.EqualTo(dense.Select((w, i) => used[i] ? w : 0)).Within(1e-6), $"{name}, step {step}");
        }

        Assert.That(returned, Is.GreaterThan(0));
    }

    [TestCase(0)]
    [TestCase(5)]
    public void A_lottery_ticket_is_sparse_and_has_the_weights_of_the_start(int rewind)
    {
        var options = Options with { Epochs = 2 };
        var starts = new List<Dictionary<string, float[]>>();

        using var ticket = new LotteryTicketSearch(
            () => { var network = Network(); starts.Add(MaskTests.Weights(network)); return network; },
            options,
            new LotteryOptions { Rounds = 2, Rate = 0.5, RewindStep = rewind }).Find(Pictures(), Validation());

        Assert.That(ticket.Rounds.Select(round => round.Sparsity), Is.EqualTo(new[] { 0, 0.5 }).Within(1e-9));
        foreach (var (name, values) in MaskTests.Weights(ticket.Start))
        {
            Assert.That(values.Count(w => w == 0) / (double)values.Length, Is.EqualTo(0.75).Within(0.02), name);
            var same = values.Zip(starts[0][name]).Where(pair => pair.First != 0).All(pair => pair.First == pair.Second);
            Assert.That(same, Is.EqualTo(rewind == 0), name);
        }
    }

    [Test]
    public void A_ticket_cannot_be_rewound_behind_the_training_s_end() =>
        Assert.That(
            () => new LotteryTicketSearch(Network, Options, new LotteryOptions { RewindStep = 1000 }).Find(Pictures(), Validation()),
            Throws.TypeOf<FrugalException>().With.Message.Contains("RewindStep is 1000"));

    private static byte[] Prune(string? checkpoint, bool movement, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var pruning = new GradualPruning(new CubicSchedule { Final = 0.7, End = 28, Every = 3 }, PruningScope.Global, movement);
        using var result = new Trainer(Network, Options, checkpoint) { Companion = pruning }.Train(Pictures(), Validation(), progress, cancellation);
        return Bytes(result.Network);
    }

    private sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
