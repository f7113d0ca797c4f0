using Frugal.Architectures;
using Frugal.Onnx;
using Frugal.Pruning;
using Frugal.Training.Tests.Architectures;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Pruning;

public class ChannelPruningTests
{
    private const int Size = 32;
    private static readonly ChannelPruningOptions Half = new() { Multiple = 4 };

    [TestCaseSource(nameof(Networks))]
    public void The_smaller_network_computes_what_the_whole_one_computes_with_those_channels_at_zero(Architecture network)
    {
        using (network)
        using (no_grad())
        using (NewDisposeScope())
        {
            var pictures = tensor(GoldenFormula.Pictures(2, Size), [2, 3, Size, Size]);
            var graph = ChannelGraph.Of(network);
            var plan = ChannelPlan.Choose(graph, ChannelScores.Of(graph), Half);
            using var smaller = graph.Remove(plan);

            var given = smaller.call(pictures).data<float>().ToArray();
            MaskedChannels.Apply(graph, plan);
            var expected = network.call(pictures).data<float>().ToArray();

            // The same sums, without the zeros: float32 in another order, 1e-5 of the largest.
            Assert.That(given, Is.EqualTo(expected).Within(1e-5 * expected.Max(Math.Abs)));
            Assert.That(expected.Distinct().Count(), Is.GreaterThan(5), "the logits say something");
        }
    }

    [TestCaseSource(nameof(Networks))]
    public void Half_the_channels_are_a_quarter_of_the_inner_multiplications_and_a_smaller_file(Architecture network)
    {
        using (network)
        {
            var graph = ChannelGraph.Of(network);
            var plan = ChannelPlan.Choose(graph, ChannelScores.Of(graph), Half);
            using var smaller = graph.Remove(plan);

            var report = ChannelReport.Of(graph, plan, smaller, Size);

            Assert.That(report.After.Macs * 2.5, Is.LessThan(report.Before.Macs));
            Assert.That(report.After.Parameters * 2.5, Is.LessThan(report.Before.Parameters));
            Assert.That(Onnx(smaller).Length * 3, Is.LessThan(Onnx(network).Length * 2), "the nodes and names of so small a file weigh, too");
            Assert.That(report.ToString(), Does.Contain("stem.convolution: 8 of 16 channels stay").And.Contain("x fewer"));
        }
    }

    [Test]
    public void The_exported_smaller_network_computes_what_the_module_computes()
    {
        using var network = SmallNetworks.MobileNet();
        var graph = ChannelGraph.Of(network);
        using var smaller = graph.Remove(ChannelPlan.Choose(graph, ChannelScores.Of(graph), Half));
        using var scope = NewDisposeScope();
        var pictures = GoldenFormula.Pictures(2, Size);

        using var session = new InferenceSession(Onnx(smaller));
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(pictures, [2, 3, Size, Size]))]);

        var expected = smaller.call(tensor(pictures, [2, 3, Size, Size])).data<float>().ToArray();
        Assert.That(results[0].AsTensor<float>().ToArray(), Is.EqualTo(expected).Within(1e-4));
    }

    [Test]
    public void A_residual_sum_ties_all_filters_that_end_in_it()
    {
        using var network = SmallNetworks.ResNet();

        var groups = ChannelGraph.Of(network).Groups;

        Assert.That(groups.Single(group => group.Layers.Contains("blocks.0.second.convolution")).Layers, Is.EquivalentTo(new[]
        {
            "blocks.0.shortcut.convolution", "blocks.0.second.convolution", "blocks.1.second.convolution",
        }));
        Assert.That(groups.Single(group => group.Name == "blocks.0.first.convolution").Layers, Has.Count.EqualTo(1), "the inside of a block is free");
        Assert.That(groups.SelectMany(group => group.Layers), Does.Not.Contain("classifier"), "the logits are not for pruning");
    }

    [Test]
    public void A_depthwise_convolution_goes_with_the_one_that_feeds_it()
    {
        using var network = SmallNetworks.MobileNet();

        var group = ChannelGraph.Of(network).Groups.Single(group => group.Name == "blocks.1.expand.convolution");

        Assert.That(group.Layers, Is.EqualTo(new[] { "blocks.1.expand.convolution", "blocks.1.depthwise.convolution" }));
        Assert.That(group.Channels, Is.EqualTo(32));
    }

    [Test]
    public void A_grouped_convolution_loses_the_same_place_of_every_group()
    {
        using var network = new Grouped();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var graph = ChannelGraph.Of(network);

        using var smaller = graph.Remove(ChannelPlan.Choose(graph, ChannelScores.Of(graph), new ChannelPruningOptions { Multiple = 1 }));

        // 8 channels in 2 groups are 4 pairs of places, 12 are 6.
        Assert.That(graph.Groups.Select(group => group.Channels), Is.EqualTo(new[] { 4, 6 }));
        var shapes = smaller.state_dict().Where(entry => entry.Key.EndsWith("weight", StringComparison.Ordinal)).ToDictionary(entry => entry.Key, entry => entry.Value.shape);
        Assert.That(shapes["outer.weight"], Is.EqualTo(new long[] { 4, 3, 3, 3 }));
        Assert.That(shapes["inner.weight"], Is.EqualTo(new long[] { 6, 2, 3, 3 }));
        Assert.That(smaller.call(ones(1, 3, 8, 8)).shape, Is.EqualTo(new long[] { 1, 2 }));
    }

    [Test]
    public void Weights_keep_their_names_and_a_plan_and_a_file_bring_the_network_back()
    {
        using var network = SmallNetworks.ResNet();
        var graph = ChannelGraph.Of(network);
        var plan = ChannelPlan.Choose(graph, ChannelScores.Of(graph), Half);
        using var smaller = graph.Remove(plan);
        using var file = new MemoryStream();
        smaller.save(file);

        using var again = graph.Remove(ChannelPlan.Parse(plan.ToJson()));
        using (no_grad())
        {
            foreach (var parameter in again.parameters())
            {
                parameter.zero_();
            }
        }

        again.load(new MemoryStream(file.ToArray()));

        Assert.That(again.state_dict().Keys, Is.EquivalentTo(network.state_dict().Keys));
        Assert.That(again.state_dict().All(entry => entry.Value.bytes.SequenceEqual(smaller.state_dict()[entry.Key].bytes)), Is.True);
    }

    [Test]
    public void A_pruned_network_can_be_copied_and_pruned_again()
    {
        using var network = SmallNetworks.ResNet();
        var graph = ChannelGraph.Of(network);
        using var once = graph.Remove(ChannelPlan.Choose(graph, ChannelScores.Of(graph), Half));
        using var copy = once.Copy();
        var second = ChannelGraph.Of(copy);

        using var twice = second.Remove(ChannelPlan.Choose(second, ChannelScores.Of(second), Half));

        Assert.That(copy.state_dict().All(entry => entry.Value.bytes.SequenceEqual(once.state_dict()[entry.Key].bytes)), Is.True);
        Assert.That(NetworkCost.Of(twice, Size, Size).Macs * 2, Is.LessThan(NetworkCost.Of(once, Size, Size).Macs));
    }

    [Test]
    public void A_global_ratio_takes_more_from_groups_with_many_weak_channels()
    {
        using var network = SmallNetworks.ResNet();
        using (no_grad())
        {
            // Three quarters of one layer's filters are made weak.
            network.state_dict()["blocks.3.first.convolution.weight"].narrow(0, 0, 18).mul_(0.001);
        }

        var graph = ChannelGraph.Of(network);
        var plan = ChannelPlan.Choose(graph, ChannelScores.Of(graph), new ChannelPruningOptions { Ratio = 0.2, Scope = PruningScope.Global, Multiple = 1 });

        Assert.That(plan.Groups.Single(group => group.Name == "blocks.3.first.convolution").Kept, Is.SubsetOf(Enumerable.Range(18, 6)));
    }

    [Test]
    public void Every_criterion_puts_the_weak_channel_last()
    {
        using var network = SmallNetworks.ResNet();
        using (no_grad())
        {
            var state = network.state_dict();
            state["blocks.0.first.convolution.weight"].narrow(0, 3, 1).mul_(0.001);
            state["blocks.0.first.normalization.weight"].narrow(0, 3, 1).mul_(0.001);
            state["blocks.0.second.convolution.weight"].narrow(1, 3, 1).mul_(0.001);
        }

        var graph = ChannelGraph.Of(network);
        var group = graph.Groups.Single(group => group.Name == "blocks.0.first.convolution");
        foreach (var criterion in Enum.GetValues<ChannelCriterion>())
        {
            var scores = ChannelScores.Of(graph, criterion).Of(group);
            Assert.That(scores[3], Is.EqualTo(scores.Min()), $"{criterion}");
        }
    }

    [Test]
    public void The_filter_s_score_is_the_naive_sum_of_magnitudes()
    {
        using var network = SmallNetworks.ResNet();
        var graph = ChannelGraph.Of(network);
        var group = graph.Groups.Single(group => group.Name == "blocks.0.first.convolution");
        var weight = network.state_dict()["blocks.0.first.convolution.weight"];

        var expected = weight.data<float>().ToArray().Chunk((int)(weight.numel() / weight.shape[0])).Select(filter => filter.Sum(w => Math.Abs((double)w)));

        Assert.That(ChannelScores.Of(graph).Of(group), Is.EqualTo(expected).Within(1e-9));
    }

    private static byte[] Onnx(Architecture network) => OnnxExporter.Export(network, [3, Size, Size]).ToBytes();

    private static IEnumerable<TestCaseData> Networks()
    {
        yield return new TestCaseData(SmallNetworks.ResNet()).SetArgDisplayNames("ResNet");
        yield return new TestCaseData(SmallNetworks.MobileNet()).SetArgDisplayNames("MobileNet");
    }

    /// <summary>A convolution in two groups between two dense ones.</summary>
    private sealed class Grouped : Architecture
    {
        private readonly TorchSharp.Modules.Conv2d outer = nn.Conv2d(3, 8, 3, padding: 1);
        private readonly TorchSharp.Modules.Conv2d inner = nn.Conv2d(8, 12, 3, padding: 1, groups: 2);
        private readonly TorchSharp.Modules.Linear classifier = nn.Linear(12, 2);

        public Grouped() : base(nameof(Grouped)) => RegisterComponents();

        public override int InputChannels => 3;

        public override int Classes => 2;

        public override T Apply<T>(ILayers<T> layers, T input) =>
            layers.Linear(layers.GlobalAveragePool(layers.Convolution(layers.Relu(layers.Convolution(input, outer)), inner)), classifier);
    }
}
