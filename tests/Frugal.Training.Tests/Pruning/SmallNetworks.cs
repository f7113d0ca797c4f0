using Frugal.Architectures;
using Frugal.Training.Tests.Architectures;

namespace Frugal.Training.Tests.Pruning;

/// <summary>Networks of a few thousand weights, filled by the formula.</summary>
internal static class SmallNetworks
{
    public static Architecture ResNet() => Filled(new ResNet(new ResNetOptions { Stem = 16, Widths = [16, 24], Blocks = [2], Classes = 5 }));

    public static Architecture MobileNet() => Filled(new MobileNet(new MobileNetOptions
    {
        Stem = 16, Stages = [new(16, Expansion: 1, Blocks: 1), new(24, Expansion: 2, Blocks: 2)], Head = 32, Classes = 5,
    }));

    private static Architecture Filled(Architecture network)
    {
        GoldenFormula.Fill(network).eval();
        return network;
    }
}
