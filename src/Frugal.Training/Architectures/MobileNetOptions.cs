namespace Frugal.Architectures;

/// <summary>
/// The shape of a <see cref="MobileNet"/>. The defaults are the network that the course trains on drawn clothes: 0.22 M parameters, 14.9 M MACs at
/// 96x96.
/// </summary>
public sealed record MobileNetOptions
{
    /// <summary>Channels of the picture, 1 to 16; 3 by default.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Number of classes, at least 2; 10 by default.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Output channels of the first convolution, 1 to 1,024; 64 by default.</summary>
    public int Stem { get; init; } = 64;

    /// <summary>The stages, 1 to 8.</summary>
    public IReadOnlyList<MobileNetStage> Stages { get; init; } =
        [new(32, Expansion: 1, Blocks: 1), new(64, Expansion: 4, Blocks: 1), new(96, Expansion: 4, Blocks: 1), new(160, Expansion: 4, Blocks: 1)];

    /// <summary>Channels of the last 1x1 convolution, 1 to 4,096; 320 by default.</summary>
    public int Head { get; init; } = 320;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public MobileNetOptions Validated()
    {
        ShapeRange.Check("MobileNet", nameof(InputChannels), InputChannels, 1, 16);
        ShapeRange.Check("MobileNet", nameof(Classes), Classes, 2, 100_000);
        ShapeRange.Check("MobileNet", nameof(Stem), Stem, 1, 1024);
        ShapeRange.Check("MobileNet", nameof(Head), Head, 1, 4096);
        ShapeRange.Check("MobileNet", "the number of " + nameof(Stages), Stages.Count, 1, 8);
        foreach (var stage in Stages)
        {
            ShapeRange.Check("MobileNet", nameof(MobileNetStage.Width), stage.Width, 1, 2048);
            ShapeRange.Check("MobileNet", nameof(MobileNetStage.Expansion), stage.Expansion, 1, 16);
            ShapeRange.Check("MobileNet", nameof(MobileNetStage.Blocks), stage.Blocks, 1, 32);
            if (stage.Kernel is not (3 or 5 or 7))
            {
                throw new FrugalException($"MobileNet: Kernel is {stage.Kernel}; it must be 3, 5 or 7. Change the options that the network is built from.");
            }
        }

        return this;
    }
}
