using Frugal.Architectures;
using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Frugal.Training.Tests.Architectures;

public class FactorizationTests
{
    private DisposeScope scope = null!;

    [SetUp]
    public void SetUp()
    {
        scope = NewDisposeScope();
        manual_seed(11);
    }

    [TearDown]
    public void TearDown() => scope.Dispose();

    [Test]
    public void At_full_rank_a_linear_layer_computes_what_it_computed()
    {
        using var layer = nn.Linear(7, 5);
        var input = randn(3, 7);

        using var parts = LowRank.Of(layer, RankChoice.Exactly(5)).ToModule();

        AssertClose(parts.call(input), layer.call(input), 1e-5);
    }

    [Test]
    public void The_least_rank_that_holds_the_energy_is_found()
    {
        using var layer = nn.Linear(20, 16);
        using (no_grad())
        {
            layer.weight!.copy_(randn(16, 3).matmul(randn(3, 20)));
        }

        var factored = LowRank.Of(layer, RankChoice.KeepingEnergy(0.9999));

        Assert.That(factored.Rank, Is.EqualTo(3));
        Assert.That(factored.RelativeError, Is.LessThan(1e-5));
        Assert.That(factored.Parameters, Is.EqualTo(20 * 3 + 3 * 16 + 16));
    }

    [Test]
    public void The_reported_error_is_the_distance_of_the_weights()
    {
        using var layer = nn.Conv2d(4, 9, 3L, padding: 1);

        var factored = LowRank.Of(layer, RankChoice.Exactly(4));

        var first = ((Conv2d)factored.First).weight!.reshape(4, -1);
        var second = ((Conv2d)factored.Second).weight!.reshape(9, 4);
        var distance = second.matmul(first).sub(layer.weight!.reshape(9, -1)).norm().ToDouble() / layer.weight!.norm().ToDouble();
        Assert.That(factored.RelativeError, Is.EqualTo(distance).Within(1e-5));
        Assert.That(factored.RelativeError, Is.InRange(0.1, 0.9));
    }

    [Test]
    public void A_factored_convolution_computes_with_the_nearest_weights()
    {
        using var layer = nn.Conv2d(3, 8, 3L, stride: 2, padding: 1);
        var input = randn(2, 3, 9, 9);

        var factored = LowRank.Of(layer, RankChoice.Exactly(2));

        var (u, s, vh) = linalg.svd(layer.weight!.detach().reshape(8, 27), fullMatrices: false);
        var nearest = u.narrow(1, 0, 2).mul(s.narrow(0, 0, 2)).matmul(vh.narrow(0, 0, 2)).reshape(8, 3, 3, 3);
        AssertClose(factored.ToModule().call(input), nn.functional.conv2d(input, nearest, layer.bias, [2, 2], [1, 1]), 1e-5);
    }

    [Test]
    public void A_convolution_that_is_separable_comes_apart_without_loss()
    {
        using var layer = nn.Conv2d(4, 6, 3L, padding: 1);
        using (no_grad())
        {
            layer.weight!.copy_(randn(6, 4, 1, 1).mul(randn(1, 4, 3, 3)));
        }

        var input = randn(2, 4, 7, 7);
        var factored = DepthwiseSeparable.Of(layer, RankChoice.Exactly(1));

        Assert.That(factored.RelativeError, Is.LessThan(1e-5));
        Assert.That(((Conv2d)factored.First).groups, Is.EqualTo(4));
        AssertClose(factored.ToModule().call(input), layer.call(input), 1e-5);
    }

    [Test]
    public void With_a_depthwise_kernel_for_each_place_nothing_is_lost()
    {
        using var layer = nn.Conv2d(3, 12, 3L, stride: 2);
        var input = randn(1, 3, 8, 8);

        var one = DepthwiseSeparable.Of(layer, RankChoice.Exactly(1));
        var all = DepthwiseSeparable.Of(layer, RankChoice.Exactly(9));

        AssertClose(all.ToModule().call(input), layer.call(input), 1e-5);
        Assert.That(one.RelativeError, Is.GreaterThan(0.1));
        Assert.That(all.RelativeError, Is.Zero);
    }

    [Test]
    public void A_dead_layer_keeps_one_direction_and_loses_nothing()
    {
        using var layer = nn.Linear(4, 4);
        Fill(layer.weight!, 0);

        var factored = LowRank.Of(layer, RankChoice.KeepingEnergy(0.9));

        Assert.That((factored.Rank, factored.RelativeError), Is.EqualTo((1, 0.0)));
    }

    [Test]
    public void A_network_taken_apart_at_full_energy_says_what_it_said_and_is_its_own()
    {
        using var network = GoldenFormula.Fill(new ResNet(new ResNetOptions { Stem = 8, Widths = [8, 16], Classes = 4 }));
        network.eval();
        var input = tensor(GoldenFormula.Pictures(2, 24), [2, 3, 24, 24]);
        var expected = network.call(input);

        using var factored = new FactoredNetwork(network, new FactorizationOptions { Rank = RankChoice.KeepingEnergy(1), EvenIfLarger = true });
        network.Dispose();

        AssertClose(factored.call(input), expected, 1e-4);
        Assert.That(factored.Replaced, Has.Count.EqualTo(8));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_network_taken_apart_is_smaller_and_exports_what_it_computes(bool separable)
    {
        using var network = GoldenFormula.Fill(new ResNet(new ResNetOptions { Stem = 8, Widths = [16, 32], Classes = 4 }));
        network.eval();
        var pictures = GoldenFormula.Pictures(2, 24);

        using var factored = new FactoredNetwork(network, new FactorizationOptions { Rank = RankChoice.Exactly(2), DepthwiseSeparable = separable, Select = name => name.StartsWith("blocks", StringComparison.Ordinal) });

        var (before, after) = (NetworkCost.Of(network, 24, 24), NetworkCost.Of(factored, 24, 24));
        Assert.That(after.Macs, Is.LessThan(before.Macs / 2));
        Assert.That(before.Parameters - after.Parameters, Is.EqualTo(factored.Replaced.Sum(layer => layer.Before - layer.After)));
        Assert.That(factored.Replaced.Select(layer => layer.Name), Has.All.StartsWith("blocks"));
        using var session = new InferenceSession(OnnxExporter.Export(factored, [3, 24, 24]).ToBytes());
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(pictures, [2, 3, 24, 24]))]);
        var expected = factored.call(tensor(pictures, [2, 3, 24, 24])).data<float>().ToArray();
        Assert.That(results[0].AsTensor<float>().ToArray(), Is.EqualTo(expected).Within(1e-4 * Math.Max(1, expected.Max(Math.Abs))));
    }

    [Test]
    public void A_layer_that_would_grow_is_left_as_it_is()
    {
        using var network = new MobileNetV3(new MobileNetV3Options { Width = 0.35, Classes = 4 });

        using var factored = new FactoredNetwork(network, new FactorizationOptions { Rank = RankChoice.Exactly(100_000), Select = name => name.StartsWith("blocks.3", StringComparison.Ordinal) });

        Assert.That(factored.Replaced, Is.Empty);
        Assert.That(NetworkCost.Of(factored, 64, 64), Is.EqualTo(NetworkCost.Of(network, 64, 64)));
    }

    [Test]
    public void What_cannot_be_taken_apart_is_refused_with_the_reason()
    {
        using var grouped = nn.Conv2d(4, 4, 3L, groups: 2);
        using var plain = nn.Conv2d(4, 4, 3L);
        using var broken = nn.Linear(3, 3);
        Fill(broken.weight!, float.NaN);

        Assert.That(() => LowRank.Of(grouped, RankChoice.Exactly(1)), Refused("2 groups"));
        Assert.That(() => DepthwiseSeparable.Of(grouped, RankChoice.Exactly(1)), Refused("2 groups"));
        Assert.That(() => LowRank.Of(plain, RankChoice.Exactly(5)), Refused("rank of 5 cannot be kept: it must be 1 to 4"));
        Assert.That(() => LowRank.Of(broken, RankChoice.Exactly(1)), Refused("NaN"));
        Assert.That(() => RankChoice.Exactly(0), Refused("rank of 0"));
        Assert.That(() => RankChoice.KeepingEnergy(1.5), Refused("1.5 of the energy"));
    }

    private static NUnit.Framework.Constraints.Constraint Refused(string reason) => Throws.TypeOf<FrugalException>().With.Message.Contains(reason);

    private static void Fill(Tensor weights, float value)
    {
        using var unrecorded = no_grad();
        weights.fill_(value);
    }

    private static void AssertClose(Tensor actual, Tensor expected, double tolerance) =>
        Assert.That(actual.detach().contiguous().data<float>().ToArray(), Is.EqualTo(expected.detach().contiguous().data<float>().ToArray()).Within(tolerance));
}
