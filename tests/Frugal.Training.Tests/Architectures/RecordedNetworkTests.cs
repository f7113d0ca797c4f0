using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Architectures;

public class RecordedNetworkTests
{
    [TestCaseSource(typeof(SmallPictureNetworks), nameof(SmallPictureNetworks.Cases))]
    public void A_network_played_from_its_tape_says_the_same_bit_for_bit(Func<Architecture> create)
    {
        using var network = SmallPictureNetworks.Ready(create);
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var expected = network.call(SmallPictureNetworks.Batch(1)).data<float>().ToArray();
        var cost = NetworkCost.Of(network, SmallPictureNetworks.Size, SmallPictureNetworks.Size);
        var names = network.state_dict().Keys;

        using var played = new FactoredNetwork(network, new FactorizationOptions { Select = _ => false });
        network.Dispose();

        Assert.That(played.call(SmallPictureNetworks.Batch(1)).data<float>().ToArray(), Is.EqualTo(expected));
        Assert.That(NetworkCost.Of(played, SmallPictureNetworks.Size, SmallPictureNetworks.Size), Is.EqualTo(cost));
        Assert.That(played.state_dict().Keys, Is.EquivalentTo(names));
    }

    [Test]
    public void The_parts_of_a_layer_are_named_by_their_order()
    {
        using var network = new ResNet(new ResNetOptions { Stem = 8, Widths = [8], Classes = 3 });

        using var factored = new FactoredNetwork(network, new FactorizationOptions { Rank = RankChoice.Exactly(1), Select = name => name == "classifier" });

        Assert.That(factored.state_dict().Keys, Does.Contain("classifier.0.weight").And.Contain("classifier.1.bias").And.Contain("stem.convolution.weight"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Mode_and_padding_stay(bool training)
    {
        using var network = new Padded();
        network.train(training);
        using var scope = NewDisposeScope();
        var picture = randn([1, 3, 9, 9], generator: new Generator(1));

        using var played = new FactoredNetwork(network, new FactorizationOptions { Select = _ => false });

        Assert.That(played.training, Is.EqualTo(training));
        Assert.That(played.call(picture).data<float>().ToArray(), Is.EqualTo(network.call(picture).data<float>().ToArray()));
    }

    [Test]
    public void What_the_network_does_not_own_cannot_be_played()
    {
        using var network = new Forgetful();

        Assert.That(() => new FactoredNetwork(network), Throws.TypeOf<FrugalException>().With.Message.Contains("a Conv2d is used that the network does not own"));
    }

    /// <summary>Paddings by rule and by reflection.</summary>
    private sealed class Padded : Architecture
    {
        private readonly TorchSharp.Modules.Conv2d same = nn.Conv2d(3, 4, 3L, TorchSharp.Padding.Same);
        private readonly TorchSharp.Modules.Conv2d reflected = nn.Conv2d(4, 2, 3L, padding: 1, padding_mode: TorchSharp.PaddingModes.Reflect);

        public Padded() : base(nameof(Padded)) => RegisterComponents();

        public override int InputChannels => 3;

        public override int Classes => 2;

        public override T Apply<T>(ILayers<T> layers, T input) => layers.GlobalAveragePool(layers.Convolution(layers.Convolution(input, same), reflected));
    }

    private sealed class Forgetful : Architecture
    {
        public Forgetful() : base(nameof(Forgetful)) => RegisterComponents();

        public override int InputChannels => 3;

        public override int Classes => 2;

        public override T Apply<T>(ILayers<T> layers, T input) => layers.GlobalAveragePool(layers.Convolution(input, nn.Conv2d(3, 2, 1L)));
    }
}
