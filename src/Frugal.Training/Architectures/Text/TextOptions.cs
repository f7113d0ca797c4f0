namespace Frugal.Architectures;

/// <summary>The common options of networks for text.</summary>
public abstract record TextOptions
{
    /// <summary>Number of tokens in the vocabulary, 2 to 1,000,000; token 0 is the padding. 8,192 by default.</summary>
    public int Vocabulary { get; init; } = 8192;

    /// <summary>Maximum number of tokens in a text, 1 to 4,096; 64 by default.</summary>
    public int Length { get; init; } = 64;

    /// <summary>Number of classes, 2 to 100,000; 4 by default.</summary>
    public int Classes { get; init; } = 4;

    /// <summary>The dropout rate, 0 to 0.95; 0.1 by default.</summary>
    public double Dropout { get; init; } = 0.1;

    private protected void Check(string architecture)
    {
        ShapeRange.Check(architecture, nameof(Vocabulary), Vocabulary, 2, 1_000_000);
        ShapeRange.Check(architecture, nameof(Length), Length, 1, 4096);
        ShapeRange.Check(architecture, nameof(Classes), Classes, 2, 100_000);
        ShapeRange.Check(architecture, nameof(Dropout), Dropout, 0, 0.95);
    }
}
