using Frugal.Architectures;
using Frugal.Models;
using static TorchSharp.torch;

namespace Frugal.Benchmarks.Compression;

/// <summary>Networks of other shapes at the baseline's size of picture: what they cost. The course's MobileNet, a deep MobileNetV2 and the factored baseline are trained.</summary>
internal sealed class ArchitectureForms(Workshop workshop, TrainedNetworks networks)
{
    private const string Mobile = "clothing-mobilenet";
    private const int Classes = 10, Size = 96;

    private static readonly (string Name, Func<Architecture> Create)[] Untrained =
    [
        ("MobileNetV1", () => new MobileNetV1(new MobileNetV1Options { Size = Size, Classes = Classes })),
        ("MobileNetV3", () => new MobileNetV3(new MobileNetV3Options { Size = Size, Classes = Classes })),
        ("SqueezeNet 1.0", () => new SqueezeNet(new SqueezeNetOptions { Size = Size, Classes = Classes, Version = SqueezeNetVersion.V10 })),
        ("SqueezeNet 1.1", () => new SqueezeNet(new SqueezeNetOptions { Size = Size, Classes = Classes })),
        ("ShuffleNetV2", () => new ShuffleNetV2(new ShuffleNetV2Options { Size = Size, Classes = Classes })),
        ("EfficientNet-B0", () => new EfficientNet(EfficientNetOptions.B0 with { Size = Size, Classes = Classes })),
        ("EfficientNet-B1", () => new EfficientNet(EfficientNetOptions.B1 with { Size = Size, Classes = Classes })),
        ("EfficientNet-B2", () => new EfficientNet(EfficientNetOptions.B2 with { Size = Size, Classes = Classes })),
    ];

    public IEnumerable<Form> All()
    {
        using var mobile = workshop.Library.Open(Mobile);
        yield return Save("the course's MobileNet, taught", mobile, trained: true);
        foreach (var form in new QuantizedForms(workshop, workshop.ToOnnx(mobile, Mobile)).FourBits("the course's MobileNet, "))
        {
            yield return form;
        }

        using var deep = networks.Deep();
        yield return Save("MobileNetV2, taught", deep.Network, trained: true) with { Epochs = workshop.Epochs };
        foreach (var form in new QuantizedForms(workshop, workshop.ToOnnx(deep.Network, "mobilenetv2")).FourBits("MobileNetV2, ", workshop.Epochs))
        {
            yield return form;
        }

        using var whole = workshop.Library.Open(Workshop.Baseline);
        using var thin = new FactoredNetwork(whole, new FactorizationOptions { Rank = RankChoice.KeepingEnergy(0.9) });
        yield return Save("low rank, 90% of the energy, not trained afterwards", thin, trained: true);
        using var separable = new FactoredNetwork(whole, new FactorizationOptions { DepthwiseSeparable = true, Rank = RankChoice.Exactly(2) });
        yield return Save("depthwise-separable of rank 2, not trained afterwards", separable, trained: true);
        foreach (var (name, create) in Untrained)
        {
            manual_seed(1);
            using var network = create();
            yield return Save($"{name}, random weights", network, trained: false);
        }
    }

    private Form Save(string name, Architecture network, bool trained) => new(name, workshop.Export(network, Names.File(name))) { Trained = trained };
}
