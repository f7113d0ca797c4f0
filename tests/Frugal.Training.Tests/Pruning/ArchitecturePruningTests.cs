using Frugal.Architectures;
using Frugal.Pruning;
using Frugal.Training.Tests.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Pruning;

/// <summary>Every architecture of pictures gives channels up, through its sums, concatenations, splits, shuffles and weighings.</summary>
[TestFixtureSource(typeof(SmallPictureNetworks), nameof(SmallPictureNetworks.Fixtures))]
[Category("Slow")]
public class ArchitecturePruningTests(Func<Architecture> create)
{
    private static readonly ChannelPruningOptions Options = new() { Ratio = 0.4, Multiple = 1 };

    private DisposeScope scope = null!;
    private Architecture network = null!;
    private ChannelGraph graph = null!;
    private ChannelPlan plan = null!;

    [SetUp]
    public void Prune()
    {
        scope = NewDisposeScope();
        network = SmallPictureNetworks.Ready(create);
        graph = ChannelGraph.Of(network);
        plan = ChannelPlan.Choose(graph, ChannelScores.Of(graph), Options);
    }

    [TearDown]
    public void Dispose()
    {
        network.Dispose();
        scope.Dispose();
    }

    [Test]
    public void Without_channels_it_computes_what_it_computes_with_them_at_zero_and_exports_it()
    {
        Mask(graph, plan);
        using var smaller = graph.Remove(plan);

        var given = Logits(smaller);

        AssertClose(given, Logits(network));
        Assert.That(SmallPictureNetworks.Exported(smaller, 2), Is.EqualTo(given).Within(1e-4 * Math.Max(1, given.Max(Math.Abs))));
    }

    [Test]
    public void It_is_smaller_in_parameters_and_multiplications()
    {
        using var smaller = graph.Remove(plan);

        var report = ChannelReport.Of(graph, plan, smaller, SmallPictureNetworks.Size);

        Assert.That(report.After.Parameters, Is.LessThan(0.6 * report.Before.Parameters));
        Assert.That(report.After.Macs, Is.LessThan(0.6 * report.Before.Macs));
        Assert.That(smaller.state_dict().Keys, Is.EquivalentTo(network.state_dict().Keys));
    }

    [Test]
    public void It_trains_on_and_is_pruned_again()
    {
        using var once = graph.Remove(plan);
        var again = ChannelGraph.Of(once);
        var second = ChannelPlan.Choose(again, ChannelScores.Of(again), Options);
        Mask(again, second);
        using var twice = again.Remove(second);

        twice.call(SmallPictureNetworks.Batch(2)).sum().backward();

        AssertClose(Logits(twice), Logits(once));
        Assert.That(twice.parameters().Select(parameter => parameter.grad is not null), Is.All.True);
    }

    /// <summary>Sets the channels to zero and lets the normalisations see what is left, so that features keep their size.</summary>
    private static void Mask(ChannelGraph graph, ChannelPlan plan)
    {
        MaskedChannels.Apply(graph, plan);
        SmallPictureNetworks.SetStatistics(graph.Network);
    }

    /// <summary>The same sums without the zeros, in another order: 1e-4 of the largest logit, and a fiftieth of what tells the two pictures apart.</summary>
    private static void AssertClose(float[] given, float[] expected)
    {
        var apart = expected[..5].Zip(expected[5..], (one, other) => Math.Abs(one - other)).Max();
        Assert.That(given, Is.EqualTo(expected).Within(Math.Min(1e-4 * expected.Max(Math.Abs), apart / 50)));
    }

    private static float[] Logits(Architecture network)
    {
        using var unrecorded = no_grad();
        return network.call(SmallPictureNetworks.Batch(2)).data<float>().ToArray();
    }
}
