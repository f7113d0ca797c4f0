using Frugal.Architectures;
using Frugal.Data;
using Frugal.Imaging;
using Frugal.Pruning;
using Frugal.Training.Tests.Training;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Pruning;

public class PruningErrorTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(-0.5)]
    [TestCase(double.NaN)]
    public void A_share_that_removes_nothing_or_everything_is_refused(double share)
    {
        using var network = SmallNetworks.ResNet();
        var graph = ChannelGraph.Of(network);

        Refused(() => ChannelPlan.Choose(graph, ChannelScores.Of(graph), new ChannelPruningOptions { Ratio = share }), "Ratio is");
        Refused(() => WeightMasks.Choose(network, WeightScores.Magnitude(network), new MaskOptions { Sparsity = share }), "Sparsity is");
        Refused(() => new CubicSchedule { Final = share, End = 10 }.Validated(), "Final is");
        Refused(() => new LotteryOptions { Rate = share }.Validated(), "Rate is");
    }

    [Test]
    public void Damaged_weights_are_named()
    {
        using var network = SmallNetworks.ResNet();
        using (no_grad())
        {
            network.state_dict()["blocks.1.first.convolution.weight"].narrow(0, 0, 1).fill_(float.NaN);
        }

        Refused(() => ChannelScores.Of(ChannelGraph.Of(network)), "'blocks.1.first.convolution.weight' holds NaN");
        Refused(() => WeightScores.Magnitude(network), "'blocks.1.first.convolution.weight' holds NaN");
        Refused(() => DeepCompression.Compress(network), "'blocks.1.first.convolution.weight' holds NaN");
    }

    [TestCase("blocks.0.first.normalization.running_mean")]
    [TestCase("blocks.0.first.normalization.bias")]
    [TestCase("classifier.bias")]
    public void Damage_beside_the_weights_is_named_too(string tensor)
    {
        using var network = SmallNetworks.ResNet();
        using (no_grad())
        {
            network.state_dict()[tensor].fill_(float.PositiveInfinity);
        }

        Refused(() => ChannelScores.Of(ChannelGraph.Of(network)), $"'{tensor}' holds NaN or infinity");
        Refused(() => ChannelScores.Taylor(ChannelGraph.Of(network), new GradientPass(ColouredPictures.Pictures())), $"'{tensor}' holds NaN or infinity");
    }

    [Test]
    public void A_dead_layer_is_named()
    {
        using var network = SmallNetworks.ResNet();
        using (no_grad())
        {
            network.state_dict()["blocks.1.first.convolution.weight"].zero_();
        }

        var graph = ChannelGraph.Of(network);
        var scores = ChannelScores.Of(graph);
        Refused(() => ChannelPlan.Choose(graph, scores), "layer 'blocks.1.first.convolution' is dead");
        Assert.That(ChannelPlan.Choose(graph, scores, new ChannelPruningOptions { Keep = ["blocks.1.first.convolution"] }).Groups, Is.Not.Empty, "left out by name, as the message says");
        Refused(() => WeightMasks.Choose(network, WeightScores.Magnitude(network)), "'blocks.1.first.convolution.weight' is dead");
    }

    [Test]
    public void A_module_whose_channels_cannot_be_followed_is_named()
    {
        using var network = new WithLayerNorm();

        Refused(() => ChannelGraph.Of(network), "module 'norm' (LayerNorm)");
    }

    [Test]
    public void Channels_that_do_not_divide_into_blocks_are_named_with_what_to_do()
    {
        using var network = SmallNetworks.ResNet();
        var scores = WeightScores.Magnitude(network);

        Refused(() => WeightMasks.Choose(network, scores, new MaskOptions { Pattern = NmPattern.TwoOfFour }), "'stem.convolution.weight': its rows of 3 weights do not divide into blocks of 4");
        Refused(() => WeightMasks.Choose(network, scores, new MaskOptions { Pattern = new NmPattern(4, 4) }), "4:4");
    }

    [Test]
    public void A_multiple_that_leaves_nothing_to_remove_is_refused()
    {
        using var network = SmallNetworks.ResNet();
        var graph = ChannelGraph.Of(network);

        Refused(() => ChannelPlan.Choose(graph, ChannelScores.Of(graph), new ChannelPruningOptions { Multiple = 32 }), "No channel can be removed");
        Refused(() => ChannelPlan.Choose(graph, ChannelScores.Of(graph), new ChannelPruningOptions { Keep = ["tail"] }), "no layer 'tail'");
        Refused(() => WeightMasks.Choose(network, WeightScores.Magnitude(network), new MaskOptions { Keep = ["tail"] }), "no layer 'tail'");
    }

    [Test]
    public void A_global_sparsity_that_empties_a_layer_is_refused()
    {
        using var network = SmallNetworks.ResNet();
        using (no_grad())
        {
            network.state_dict()["classifier.weight"].mul_(1e-6);
        }

        Refused(() => WeightMasks.Choose(network, WeightScores.Magnitude(network), new MaskOptions { Sparsity = 0.2, Scope = PruningScope.Global }), "no weight in 'classifier.weight'");
    }

    [Test]
    public void One_picture_is_too_few_for_gradients() =>
        Refused(() => new GradientPass(ImageLoader.Create(new ColouredPictures(1, 1), new LoaderOptions { Preprocessing = new Preprocessing { Size = 16 } })), "from 1 pictures");

    [Test]
    public void A_plan_of_another_network_is_refused()
    {
        using var network = SmallNetworks.ResNet();
        var graph = ChannelGraph.Of(network);

        Refused(() => graph.Remove(new ChannelPlan([new KeptChannels("tail", [0])])), "names a group 'tail'");
        Refused(() => graph.Remove(new ChannelPlan([new KeptChannels("stem.convolution", [99])])), "not among its 16");
        Refused(() => ChannelPlan.Parse("[]"), "not a plan");
        Refused(() => ChannelPlan.Parse("{}"), "not a plan");
    }

    [Test]
    public void Scores_of_another_network_are_refused()
    {
        using var network = SmallNetworks.ResNet();
        using var other = SmallNetworks.ResNet();

        Refused(() => ChannelPlan.Choose(ChannelGraph.Of(network), ChannelScores.Of(ChannelGraph.Of(other))), "The scores do not fit the graph");
    }

    [Test]
    public void A_layer_without_normalisation_cannot_be_ranked_by_it()
    {
        using var network = new SqueezeNet(new SqueezeNetOptions { Width = 0.25, Classes = 3 });
        var graph = ChannelGraph.Of(network);

        Refused(() => ChannelPlan.Choose(graph, ChannelScores.Of(graph, ChannelCriterion.NormalizationScale)), "'stem': its channels have no normalisation");
    }

    [Test]
    public void Channels_that_cannot_be_halved_shuffled_or_added_are_named()
    {
        using var odd = new Halves(7, 4);
        using var uneven = new Halves(8, 3);
        using var shuffled = new Halves(8, 4, runs: 3);

        Refused(() => ChannelGraph.Of(odd), "'stem': the 7 channels behind it cannot be split in halves");
        Refused(() => ChannelGraph.Of(uneven), "'inner': behind it 3 channels are to be added to or weighed by 4");
        Refused(() => ChannelGraph.Of(shuffled), "'inner': the 4 channels behind it cannot be shuffled as 4 in 3 runs");
    }

    [Test]
    public void A_plan_that_leaves_nothing_of_a_half_is_refused()
    {
        using var network = new Halves(8, 4);
        var graph = ChannelGraph.Of(network);
        using var uneven = graph.Remove(new ChannelPlan([new KeptChannels("stem", [0, 4, 5, 6])]));

        Refused(() => graph.Remove(new ChannelPlan([new KeptChannels("stem", [0, 1, 2, 3])])), "'stem': behind it no channel would be left");
    }

    private static void Refused(Action action, string message)
    {
        var failure = Assert.Throws<FrugalException>(action)!;
        Assert.That(failure.Message, Does.Contain(message).And.Not.Contain("\n"));
    }

    private sealed class WithLayerNorm : Architecture
    {
        private readonly TorchSharp.Modules.LayerNorm norm = nn.LayerNorm([2]);
        private readonly TorchSharp.Modules.Linear classifier = nn.Linear(3, 2);

        public WithLayerNorm() : base(nameof(WithLayerNorm)) => RegisterComponents();

        public override int InputChannels => 3;

        public override int Classes => 2;

        public override T Apply<T>(ILayers<T> layers, T input) => layers.Linear(layers.GlobalAveragePool(input), classifier);

        public override Tensor forward(Tensor input) => norm.call(base.forward(input));
    }

    /// <summary>One half is convolved and added to the other.</summary>
    private sealed class Halves : Architecture
    {
        private readonly TorchSharp.Modules.Conv2d stem;
        private readonly TorchSharp.Modules.Conv2d inner;
        private readonly TorchSharp.Modules.Linear classifier;
        private readonly int runs;

        public Halves(int channels, int inside, int runs = 2) : base(nameof(Halves))
        {
            stem = nn.Conv2d(3, channels, 1L);
            inner = nn.Conv2d(channels / 2, inside, 1L);
            classifier = nn.Linear(inside, 2);
            this.runs = runs;
            RegisterComponents();
        }

        public override int InputChannels => 3;

        public override int Classes => 2;

        public override T Apply<T>(ILayers<T> layers, T input)
        {
            var (first, second) = layers.Split(layers.Convolution(input, stem));
            return layers.Linear(layers.GlobalAveragePool(layers.Shuffle(layers.Add(layers.Convolution(first, inner), second), channels: 4, runs)), classifier);
        }
    }
}
