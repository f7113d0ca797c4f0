using Frugal.Architectures;
using Frugal.Data;
using Frugal.Distillation;
using Frugal.Search;
using Frugal.Training.Tests.Architectures;
using Frugal.Training.Tests.Training;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Search;

[Category("Slow")]
public class SuperNetworkTests
{
    private const double Tolerance = 1e-5;

    private static readonly TrainingOptions Options = new() { BatchSize = 16, Mixup = 0, LabelSmoothing = 0, LearningRate = 0.01, AverageDecay = 0.5 };

    [TestCaseSource(typeof(SmallSpace), nameof(SmallSpace.Some))]
    public void An_extracted_network_computes_what_the_super_network_computes_in_its_place(Candidate candidate)
    {
        using var scope = NewDisposeScope();
        using var network = SmallSpace.Filled();
        var images = Images();
        network.eval();
        using var extracted = network.Extract(candidate);

        var expected = network.Forward(candidate, images).data<float>().ToArray();
        var actual = extracted.call(images).data<float>().ToArray();
        network.train();
        extracted.train();
        var expectedInTraining = network.Forward(candidate, images).data<float>().ToArray();
        var actualInTraining = extracted.call(images).data<float>().ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(expected.Max() - expected.Min(), Is.GreaterThan(1e-3), "the logits must differ for the comparison to mean something");
            Assert.That(actual, Is.EqualTo(expected).Within(Tolerance * Math.Max(1, expected.Max(Math.Abs))));
            Assert.That(actualInTraining, Is.EqualTo(expectedInTraining).Within(Tolerance * Math.Max(1, expectedInTraining.Max(Math.Abs))));
            Assert.That(extracted.Options, Is.EqualTo(SmallSpace.Space.Options(candidate)).UsingPropertiesComparer());
        });
    }

    [Test]
    public void Taken_as_a_network_it_is_the_largest()
    {
        using var scope = NewDisposeScope();
        using var network = SmallSpace.Filled();
        network.eval();

        var largest = network.Forward(SmallSpace.Space.Largest, Images()).data<float>().ToArray();

        Assert.That(network.call(Images()).data<float>().ToArray(), Is.EqualTo(largest).Within(Tolerance * largest.Max(Math.Abs)));
    }

    [TestCase(0, 3)]
    [TestCase(1, 5)]
    [TestCase(2, 7)]
    public void A_smaller_kernel_is_the_middle_of_the_largest(int choice, int side)
    {
        const int KernelQuestion = 8;
        using var scope = NewDisposeScope();
        using var network = SmallSpace.Filled();
        using var alone = new MobileNet(SmallSpace.Space.Options(SmallSpace.Space.Largest.With(KernelQuestion, choice)));
        using (no_grad())
        {
            foreach (var ((name, values), (_, whole)) in alone.state_dict().Zip(network.state_dict()))
            {
                values.copy_(name.Contains("depthwise", StringComparison.Ordinal) && values.dim() == 4 ? Middle(whole, (int)values.shape[2]) : whole);
            }
        }

        network.eval();
        alone.eval();
        var expected = alone.call(Images(48)).data<float>().ToArray();
        var actual = network.Forward(SmallSpace.Space.Largest.With(KernelQuestion, choice), Images(48)).data<float>().ToArray();

        Assert.That(alone.state_dict().Values.Count(values => values.dim() == 4 && values.shape[2] == side), Is.GreaterThanOrEqualTo(3), "three blocks have this kernel");
        Assert.That(expected.Max() - expected.Min(), Is.GreaterThan(1e-3), "the logits must differ for the comparison to mean something");
        Assert.That(actual, Is.EqualTo(expected).Within(Tolerance * Math.Max(1, expected.Max(Math.Abs))));
    }

    [Test]
    public void Different_candidates_give_different_logits()
    {
        using var scope = NewDisposeScope();
        using var network = SmallSpace.Filled();
        network.eval();

        var logits = SmallSpace.Some().Select(candidate => network.Forward(candidate, Images()).data<float>().ToArray()).ToArray();

        Assert.That(logits.Select(one => string.Join(' ', one)), Is.Unique);
    }

    [Test]
    public void An_extracted_network_s_weights_are_its_own()
    {
        using var unrecorded = no_grad();
        using var network = SmallSpace.Filled();
        using var extracted = network.Extract(SmallSpace.Space.Smallest);
        var before = ColouredPictures.Bytes(network);

        foreach (var weights in extracted.parameters())
        {
            weights.zero_();
        }

        Assert.That(ColouredPictures.Bytes(network), Is.EqualTo(before));
    }

    [TestCaseSource(typeof(SmallSpace), nameof(SmallSpace.Some))]
    public void An_extracted_network_exports_to_what_it_computes(Candidate candidate)
    {
        using var scope = NewDisposeScope();
        using var network = SmallSpace.Filled();
        network.eval();
        using var extracted = network.Extract(candidate);

        var expected = extracted.call(SmallPictureNetworks.Batch(2)).data<float>().ToArray();

        Assert.That(SmallPictureNetworks.Exported(extracted, count: 2), Is.EqualTo(expected).Within(1e-4 * Math.Max(1, expected.Max(Math.Abs))));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void The_sandwich_rule_lowers_the_loss_of_the_smallest_and_of_the_largest_network(bool distil)
    {
        manual_seed(Options.Seed);
        using var untrained = new SuperNetwork(SmallSpace.Space);

        using var trained = Train(new SandwichOptions { Distil = distil });

        foreach (var candidate in new[] { SmallSpace.Space.Smallest, SmallSpace.Space.Largest })
        {
            Assert.That(Loss((SuperNetwork)trained.Network, candidate), Is.LessThan(0.8 * Loss(untrained, candidate)), candidate.ToString());
        }
    }

    [Test]
    public void The_sandwich_rule_s_loss_is_the_mean_of_its_networks_and_its_gradients_are_that_mean_s()
    {
        using var scope = NewDisposeScope();
        using var network = SmallSpace.Filled();
        network.train();
        var (images, targets) = (Images(), nn.functional.one_hot(tensor(new long[] { 0, 2, 1, 0 }), 3).to(ScalarType.Float32));

        var loss = new SandwichRule(new SandwichOptions { Random = 0, Distil = false }).Loss(network, images, targets, step: 0);
        loss.backward();

        var actual = network.parameters().Select(weights => weights.grad!.data<float>().ToArray()).ToArray();
        network.zero_grad();
        var naive = new[] { SmallSpace.Space.Largest, SmallSpace.Space.Smallest }
            .Select(candidate => nn.functional.log_softmax(network.Forward(candidate, images), 1).mul(targets).sum(1).mean().neg())
            .Aggregate((one, other) => one.add(other)).div(2);
        naive.backward();
        Assert.That(loss.item<float>(), Is.EqualTo(naive.item<float>()).Within(1e-4));
        foreach (var (expected, got) in network.parameters().Select(weights => weights.grad!.data<float>().ToArray()).Zip(actual))
        {
            Assert.That(got, Is.EqualTo(expected).Within(1e-4 * Math.Max(1, expected.Max(Math.Abs))));
        }
    }

    [Test]
    public void The_same_seed_trains_the_same_weights()
    {
        using var first = Train(new SandwichOptions(), epochs: 1);
        using var second = Train(new SandwichOptions(), epochs: 1);
        using var other = Train(new SandwichOptions { Seed = 2 }, epochs: 1);

        Assert.That(ColouredPictures.Bytes(second.Network), Is.EqualTo(ColouredPictures.Bytes(first.Network)));
        Assert.That(ColouredPictures.Bytes(other.Network), Is.Not.EqualTo(ColouredPictures.Bytes(first.Network)));
    }

    [Test]
    public void The_sandwich_rule_refuses_other_networks_other_counts_and_a_teacher()
    {
        Assert.That(
            () => new Trainer(ColouredPictures.Network, Options) { Companion = new SandwichRule() }.Train(Pictures(), Pictures()),
            Throws.TypeOf<FrugalException>().With.Message.Contains("ResNet").And.Message.Contains("SuperNetwork"));
        Assert.That(() => new SandwichRule(new SandwichOptions { Random = -1 }), Throws.TypeOf<FrugalException>().With.Message.Contains("Random is -1"));
        using var teacher = ColouredPictures.Network();
        Assert.That(
            () => new Trainer(() => new SuperNetwork(SmallSpace.Space), Options, teacher: new Teacher(teacher)) { Companion = new SandwichRule() }.Train(Pictures(), Pictures()),
            Throws.TypeOf<FrugalException>().With.Message.Contains("teacher").And.Message.Contains("companion"));
    }

    internal static TrainingResult Train(SandwichOptions options, int epochs = 4) =>
        new Trainer(() => new SuperNetwork(SmallSpace.Space), Options with { Epochs = epochs, WarmUpEpochs = epochs / 4 }) { Companion = new SandwichRule(options) }.Train(Pictures(), Pictures(30, 2));

    internal static ImageLoader Pictures(int count = 160, long seed = 1) => ImageLoader.Create(
        new ColouredPictures(count, seed), new LoaderOptions { BatchSize = 16, Preprocessing = new() { Size = SmallSpace.Size } });

    private static double Loss(SuperNetwork network, Candidate candidate)
    {
        using var extracted = network.Extract(candidate);
        BatchNormCalibration.Apply(extracted, Pictures(), batches: 10);
        return Evaluator.Evaluate(extracted, Pictures(60, 3)).Loss;
    }

    /// <summary>The naive crop of kernels (channels, 1, side, side).</summary>
    private static Tensor Middle(Tensor kernels, int side)
    {
        var (channels, whole, values) = ((int)kernels.shape[0], (int)kernels.shape[2], kernels.data<float>().ToArray());
        var (rim, cropped) = ((whole - side) / 2, new List<float>());
        for (var channel = 0; channel < channels; channel++)
        {
            for (var y = rim; y < rim + side; y++)
            {
                for (var x = rim; x < rim + side; x++)
                {
                    cropped.Add(values[(channel * whole + y) * whole + x]);
                }
            }
        }

        return tensor(cropped.ToArray(), [channels, 1, side, side]);
    }

    private static Tensor Images(int size = SmallSpace.Size) => tensor(GoldenFormula.Pictures(4, size), [4, 3, size, size]);
}
