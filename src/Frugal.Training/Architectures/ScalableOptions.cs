namespace Frugal.Architectures;

/// <summary>The common options of the published image networks. The defaults are those for ImageNet.</summary>
public abstract record ScalableOptions
{
    /// <summary>Side in pixels of the pictures that the network is designed for, 32 to 1,024; other sizes also work. 224 by default.</summary>
    public int Size { get; init; } = 224;

    /// <summary>Channels of the picture, 1 to 16; 3 by default.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Number of classes, 2 to 100,000; 1,000 by default.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>The width multiplier: a factor on the channels of each layer, 0.1 to 4; 1 by default.</summary>
    public double Width { get; init; } = 1;

    /// <summary>The dropout rate before the classifier, 0 to 0.95.</summary>
    public double Dropout { get; init; } = 0.2;

    private protected void Check(string architecture)
    {
        ShapeRange.Check(architecture, nameof(Size), Size, 32, 1024);
        ShapeRange.Check(architecture, nameof(InputChannels), InputChannels, 1, 16);
        ShapeRange.Check(architecture, nameof(Classes), Classes, 2, 100_000);
        ShapeRange.Check(architecture, nameof(Width), Width, 0.1, 4);
        ShapeRange.Check(architecture, nameof(Dropout), Dropout, 0, 0.95);
    }
}
