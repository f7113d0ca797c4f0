using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Benchmarks.Compression;

/// <summary>Networks of other shapes at the baseline's size of picture: what they cost. Only the course's MobileNet and the factored baseline are trained.</summary>
internal sealed class ArchitectureForms(Workshop workshop)
{
    private const string Group = "other architecture";
    private const int Classes = 10, Size = 96;

    public IEnumerable<Form> All()
    {
        using var mobile = workshop.Library.Open("clothing-mobilenet");
        yield return Save("the course's MobileNet, taught", mobile, trained: true);
        using var whole = workshop.Library.Open(Workshop.Baseline);
        using var thin = new FactoredNetwork(whole, new FactorizationOptions { Rank = RankChoice.KeepingEnergy(0.9) });
        yield return Save("low rank, 90% of the energy, not trained afterwards", thin, trained: true);
        using var separable = new FactoredNetwork(whole, new FactorizationOptions { DepthwiseSeparable = true, Rank = RankChoice.Exactly(2) });
        yield return Save("depthwise-separable of rank 2, not trained afterwards", separable, trained: true);
        foreach (var create in new Func<Architecture>[]
        {
            () => new MobileNetV1(new MobileNetV1Options { Size = Size, Classes = Classes }),
            () => new MobileNetV2(new MobileNetV2Options { Size = Size, Classes = Classes }),
            () => new MobileNetV3(new MobileNetV3Options { Size = Size, Classes = Classes }),
            () => new SqueezeNet(new SqueezeNetOptions { Size = Size, Classes = Classes }),
            () => new ShuffleNetV2(new ShuffleNetV2Options { Size = Size, Classes = Classes }),
            () => new EfficientNet(new EfficientNetOptions { Size = Size, Classes = Classes }),
        })
        {
            manual_seed(1);
            using var network = create();
            yield return Save($"{network.GetName()}, random weights", network, trained: false);
        }
    }

    private Form Save(string name, Architecture network, bool trained) => new(Group, name, workshop.Export(network, Names.File(name))) { Trained = trained };
}
