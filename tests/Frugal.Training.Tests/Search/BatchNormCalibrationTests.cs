using Frugal.Architectures;
using Frugal.Search;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Search;

public class BatchNormCalibrationTests
{
    [Test]
    public void The_first_normalisation_holds_the_averages_over_the_batches_of_what_reaches_it()
    {
        using var scope = NewDisposeScope();
        using var network = SmallSpace.Filled().Extract(SmallSpace.Space.Smallest);
        var pictures = SuperNetworkTests.Pictures(48);
        var norm = network.modules().OfType<BatchNorm2d>().First();
        var convolution = network.modules().OfType<Conv2d>().First();

        BatchNormCalibration.Apply(network, pictures, batches: 3);

        var features = pictures.Epoch(0).Select(batch => convolution.call(tensor(batch.Images, [16, 3, SmallSpace.Size, SmallSpace.Size]))).ToArray();
        var means = features.Select(values => values.mean([0, 2, 3])).Aggregate((one, other) => one.add(other)).div(3);
        var variances = features.Select(values => values.sub(values.mean([0, 2, 3], keepdim: true)).square().sum([0, 2, 3]).div(values.numel() / values.shape[1] - 1))
            .Aggregate((one, other) => one.add(other)).div(3);
        Assert.That(norm.running_mean!.data<float>().ToArray(), Is.EqualTo(means.data<float>().ToArray()).Within(1e-4));
        Assert.That(norm.running_var!.data<float>().ToArray(), Is.EqualTo(variances.data<float>().ToArray()).Within(1e-4 * variances.max().item<float>()));
    }

    [Test]
    public void Nothing_else_of_the_network_changes()
    {
        using var network = SmallSpace.Filled().Extract(SmallSpace.Space.Smallest);
        network.train();
        var before = Weights(network);

        BatchNormCalibration.Apply(network, SuperNetworkTests.Pictures(48), batches: 2);

        Assert.That(Weights(network), Is.EqualTo(before));
        Assert.That(network.training);
        Assert.That(network.modules().OfType<BatchNorm2d>().Select(norm => norm.momentum), Has.All.EqualTo(0.1));

        static float[] Weights(Architecture network) => [.. network.parameters().SelectMany(weights => weights.data<float>().ToArray())];
    }

    [Test]
    public void A_small_network_does_better_with_statistics_of_its_own_than_with_the_largest_s()
    {
        using var trained = SuperNetworkTests.Train(new SandwichOptions());
        using var smallest = ((SuperNetwork)trained.Network).Extract(SmallSpace.Space.Smallest);
        var judge = SuperNetworkTests.Pictures(96, 3);
        var inherited = Evaluator.Evaluate(smallest, judge).Loss;

        BatchNormCalibration.Apply(smallest, SuperNetworkTests.Pictures(), batches: 10);

        Assert.That(Evaluator.Evaluate(smallest, judge).Loss, Is.LessThan(inherited));
    }

    [Test]
    public void Without_a_batch_it_is_refused()
    {
        using var network = SmallSpace.Filled();

        Assert.That(() => BatchNormCalibration.Apply(network, SuperNetworkTests.Pictures(48), batches: 0), Throws.TypeOf<FrugalException>().With.Message.Contains("batches is 0"));
    }
}
