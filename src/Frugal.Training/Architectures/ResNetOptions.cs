namespace Frugal.Architectures;

/// <summary>The shape of a <see cref="ResNet"/>. The defaults are the network that the course trains: 1.19 M parameters, 61 M MACs at 96x96.</summary>
public sealed record ResNetOptions
{
    /// <summary>Channels of the picture, 1 to 16; 3 by default.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Number of classes, at least 2; 10 by default.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Output channels of the first convolution, 1 to 1,024; 32 by default.</summary>
    public int Stem { get; init; } = 32;

    /// <summary>Side of the first convolution's kernel, odd, 1 to 11; 3 by default. Its stride is 2.</summary>
    public int StemKernel { get; init; } = 3;

    /// <summary>Whether 3x3 max pooling of stride 2 follows the first convolution, in place of the first stage's stride; false by default.</summary>
    public bool StemPooling { get; init; }

    /// <summary>Channels of each stage, 1 to 2,048 each, 1 to 8 stages; each stage halves height and width, except the first after pooling. 48, 96, 160, 192 by default.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [48, 96, 160, 192];

    /// <summary>Residual blocks of each stage, 1 to 32: one number per stage, or one for all stages; 1 by default.</summary>
    public IReadOnlyList<int> Blocks { get; init; } = [1];

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public ResNetOptions Validated()
    {
        ShapeRange.Check("ResNet", nameof(InputChannels), InputChannels, 1, 16);
        ShapeRange.Check("ResNet", nameof(Classes), Classes, 2, 100_000);
        ShapeRange.Check("ResNet", nameof(Stem), Stem, 1, 1024);
        ShapeRange.Check("ResNet", "the number of " + nameof(Widths), Widths.Count, 1, 8);
        ShapeRange.Check("ResNet", nameof(StemKernel), StemKernel, 1, 11);
        Guard.Range("ResNet", nameof(StemKernel), StemKernel, StemKernel % 2 == 1, "odd");
        Guard.Range("ResNet", "the number of " + nameof(Blocks), Blocks.Count, Blocks.Count == 1 || Blocks.Count == Widths.Count, $"1 or {Widths.Count}, the number of stages");
        foreach (var blocks in Blocks)
        {
            ShapeRange.Check("ResNet", nameof(Blocks), blocks, 1, 32);
        }

        foreach (var width in Widths)
        {
            ShapeRange.Check("ResNet", nameof(Widths), width, 1, 2048);
        }

        return this;
    }
}
