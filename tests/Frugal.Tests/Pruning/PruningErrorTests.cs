using Frugal.Architectures;
using Frugal.Data;
using Frugal.Imaging;
using Frugal.Pruning;
using Frugal.Tests.Training;
using static TorchSharp.torch;

namespace Frugal.Tests.Pruning;

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

    [Test]
    public void A_dead_layer_is_named()
    {
        using var network = SmallNetworks.ResNet();
        using (no_grad())
        {
            network.state_dict()["blocks.1.first.convolution.weight"].zero_();
        }

        Refused(() => ChannelScores.Of(ChannelGraph.Of(network)), "layer 'blocks.1.first.convolution' is dead");
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
}
