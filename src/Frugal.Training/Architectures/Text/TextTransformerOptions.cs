namespace Frugal.Architectures;

/// <summary>The shape of a <see cref="TextTransformer"/>. The defaults give 1.45 M parameters, of which 1.05 M are in the token embedding.</summary>
public sealed record TextTransformerOptions : TextOptions
{
    /// <summary>Length of a token's vector, 1 to 4,096; 128 by default.</summary>
    public int Width { get; init; } = 128;

    /// <summary>Length of a token's embedding vector, 1 to the width, which a linear layer widens; null, the default, for vectors of the full width.</summary>
    public int? EmbeddingWidth { get; init; }

    /// <summary>Number of attention heads, 1 or more; it divides the width. 4 by default.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Number of transformer blocks, 1 to 32; 2 by default.</summary>
    public int Blocks { get; init; } = 2;

    /// <summary>Hidden width of the feed-forward layers, 1 to 16,384; 512 by default.</summary>
    public int FeedForward { get; init; } = 512;

    /// <summary>Where the blocks normalise; before each part by default.</summary>
    public NormPlacement Norm { get; init; } = NormPlacement.Before;

    /// <summary>Added to the variance in layer normalisation, above 0 to 0.01; 1e-5 by default.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public TextTransformerOptions Validated()
    {
        Check(nameof(TextTransformer));
        ShapeRange.Check(nameof(TextTransformer), nameof(Width), Width, 1, 4096);
        ShapeRange.Check(nameof(TextTransformer), nameof(EmbeddingWidth), EmbeddingWidth ?? Width, 1, Width);
        ShapeRange.Check(nameof(TextTransformer), nameof(Heads), Heads, 1, Width);
        ShapeRange.Check(nameof(TextTransformer), nameof(Blocks), Blocks, 1, 32);
        ShapeRange.Check(nameof(TextTransformer), nameof(FeedForward), FeedForward, 1, 16_384);
        Guard.Range(nameof(TextTransformer), nameof(Epsilon), Epsilon, Epsilon is > 0 and <= 0.01, "above 0 and at most 0.01");
        return Width % Heads == 0 ? this : throw new FrugalException(
            $"TextTransformer: a Width of {Width} cannot be divided among {Heads} heads. Choose a number of heads that divides the width.");
    }
}
