using Frugal.Architectures;

namespace Frugal.Training.Tests.Architectures;

/// <summary>
/// Parameters and multiply-accumulates of the published networks at 1,000 classes. Exact parameters are those that torchvision 0.15
/// documents for the same network (num_params of its weights); MACs are the papers', or torchvision's where the paper gives none.
/// </summary>
public class PublishedFiguresTests
{
    private static IEnumerable<TestCaseData> Networks()
    {
        // 13 pairs and a stem by hand: the paper's table 6 rounds to 4.2 M and 569 M.
        yield return Case("MobileNetV1", () => new MobileNetV1(), 224, 4_231_976, 569e6);
        yield return Case("MobileNetV1 0.5", () => new MobileNetV1(new MobileNetV1Options { Width = 0.5 }), 224, 1_331_592, 149e6);
        yield return Case("MobileNetV2", () => new MobileNetV2(), 224, 3_504_872, 300e6);
        yield return Case("MobileNetV3 large", () => new MobileNetV3(), 224, 5_483_032, 219e6);
        yield return Case("MobileNetV3 small", () => new MobileNetV3(new MobileNetV3Options { Variant = MobileNetV3Variant.Small }), 224, 2_542_856, 56e6);
        yield return Case("SqueezeNet 1.0", () => new SqueezeNet(new SqueezeNetOptions { Version = SqueezeNetVersion.V10 }), 224, 1_248_424, 819e6);
        yield return Case("SqueezeNet 1.1", () => new SqueezeNet(), 224, 1_235_496, 349e6);
        yield return Case("EfficientNet B0", () => new EfficientNet(EfficientNetOptions.B0), 224, 5_288_548, 0.39e9);
        yield return Case("EfficientNet B1", () => new EfficientNet(EfficientNetOptions.B1), 240, 7_794_184, 0.69e9);
        yield return Case("EfficientNet B2", () => new EfficientNet(EfficientNetOptions.B2), 260, 9_109_994, 1.0e9);
        yield return Case("ShuffleNetV2 0.5", () => new ShuffleNetV2(new ShuffleNetV2Options { Width = 0.5 }), 224, 1_366_792, 41e6);
        yield return Case("ShuffleNetV2 1", () => new ShuffleNetV2(), 224, 2_278_604, 146e6);
        yield return Case("ShuffleNetV2 1.5", () => new ShuffleNetV2(new ShuffleNetV2Options { Width = 1.5 }), 224, 3_503_624, 299e6);
        yield return Case("ShuffleNetV2 2", () => new ShuffleNetV2(new ShuffleNetV2Options { Width = 2 }), 224, 7_393_996, 591e6);

        static TestCaseData Case(string name, Func<Architecture> create, int size, long parameters, double macs) =>
            new TestCaseData(create, size, parameters, macs).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Networks))]
    public void A_network_costs_what_was_published(Func<Architecture> create, int size, long parameters, double macs)
    {
        using var network = create();

        var cost = NetworkCost.Of(network, size, size);

        Assert.That(cost.Parameters, Is.EqualTo(parameters));
        Assert.That(cost.Macs, Is.EqualTo(macs).Within(2).Percent);
    }

    [Test]
    public void A_text_transformer_costs_what_a_hand_computes()
    {
        using var network = new TextTransformer(SmallTexts.Transformer);

        const long Block = 4 * (16 * 16 + 16) + (16 * 32 + 32) + (32 * 16 + 16) + 4 * 16;
        const long BlockMacs = 7 * (4 * 16 * 16 + 2 * 16 * 32) + 2 * 7 * 7 * 16;
        Assert.That(NetworkCost.Of(network, 7), Is.EqualTo(new NetworkCost(57 * 16 + 2 * Block + 2 * 16 + 16 * 3 + 3, 2 * BlockMacs + 16 * 3)));
    }

    [Test]
    public void A_BiLSTM_costs_what_a_hand_computes()
    {
        using var network = new BiLstm(SmallTexts.BiLstm);

        const long First = 2 * 20 * (6 + 5);
        const long Second = 2 * 20 * (10 + 5);
        Assert.That(NetworkCost.Of(network, 7), Is.EqualTo(new NetworkCost(50 * 6 + First + Second + 2 * 2 * 2 * 20 + 10 * 3 + 3, 7 * (First + Second) + 10 * 3)));
    }

    [Test]
    public void A_text_longer_than_the_network_reads_is_refused()
    {
        using var network = new BiLstm(SmallTexts.BiLstm);

        Assert.That(() => NetworkCost.Of(network, 8), Throws.TypeOf<FrugalException>().With.Message.Contains("1 to 7"));
    }
}
