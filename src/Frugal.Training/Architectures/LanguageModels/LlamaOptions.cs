namespace Frugal.Architectures;

/// <summary>The shape of a <see cref="LlamaModel"/>. The defaults give 5.77 M parameters, of which 1.05 M are in the token embedding.</summary>
public sealed record LlamaOptions
{
    /// <summary>Number of tokens in the vocabulary, 2 to 1,000,000; 4,096 by default.</summary>
    public int Vocabulary { get; init; } = 4096;

    /// <summary>Maximum number of tokens in a text, 1 to 131,072; 256 by default.</summary>
    public int Context { get; init; } = 256;

    /// <summary>Length of a token's vector, 2 to 16,384; a multiple of <see cref="RowMultiple"/>. 256 by default.</summary>
    public int Width { get; init; } = 256;

    /// <summary>Number of attention heads for queries, 1 or more; each gets an even share of the width. 4 by default.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Number of attention heads for keys and values; it divides <see cref="Heads"/>, and queries share them in groups. 2 by default.</summary>
    public int KeyValueHeads { get; init; } = 2;

    /// <summary>Number of transformer blocks, 1 to 128; 6 by default.</summary>
    public int Blocks { get; init; } = 6;

    /// <summary>Hidden width of the feed-forward layers, 1 to 65,536; a multiple of <see cref="RowMultiple"/>. 768 by default.</summary>
    public int FeedForward { get; init; } = 768;

    /// <summary>
    /// Base of the rotary frequencies, above 1 to 10,000,000: head component pair i of d/2 turns by base^(-2i/d) radians per token. 10,000 by default.
    /// </summary>
    public double RotaryBase { get; init; } = 10_000;

    /// <summary>Added to the mean square in the normalisation, above 0 to 0.01; 1e-5 by default.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Whether the output layer shares its weights with the token embedding (Press and Wolf 2017, "Using the output embedding to improve language models"); true by default.</summary>
    public bool TiedEmbedding { get; init; } = true;

    /// <summary>
    /// What <see cref="Width"/> and <see cref="FeedForward"/>, the lengths of the matrices' rows, must be multiples of, 1 to 1,024. 256 by default, the block of llama.cpp's K-quants (Q4_K_M and the like);
    /// 32 is enough for Q8_0 and Q4_0, and 1 for F16. Checked here and not at the export, so that no training ends in a file that cannot be quantised.
    /// </summary>
    public int RowMultiple { get; init; } = 256;

    /// <summary>Length of an attention head's vectors.</summary>
    public int HeadWidth => Width / Heads;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public LlamaOptions Validated()
    {
        Check(nameof(Vocabulary), Vocabulary, 2, 1_000_000);
        Check(nameof(Context), Context, 1, 131_072);
        Check(nameof(Width), Width, 2, 16_384);
        Check(nameof(Heads), Heads, 1, Width);
        Check(nameof(KeyValueHeads), KeyValueHeads, 1, Heads);
        Check(nameof(Blocks), Blocks, 1, 128);
        Check(nameof(FeedForward), FeedForward, 1, 65_536);
        Check(nameof(RowMultiple), RowMultiple, 1, 1024);
        Guard.Range("Llama", nameof(RotaryBase), RotaryBase, RotaryBase is > 1 and <= 10_000_000, "above 1 and at most 10,000,000");
        Guard.Range("Llama", nameof(Epsilon), Epsilon, Epsilon is > 0 and <= 0.01, "above 0 and at most 0.01");
        Guard.Range("Llama", nameof(Heads), Heads, Width % (2 * Heads) == 0, $"such that each head gets an even share of the Width {Width}");
        Guard.Range("Llama", nameof(KeyValueHeads), KeyValueHeads, Heads % KeyValueHeads == 0, $"a divisor of Heads, which is {Heads}");
        Guard.Range("Llama", nameof(Width), Width, Width % RowMultiple == 0, Multiple);
        Guard.Range("Llama", nameof(FeedForward), FeedForward, FeedForward % RowMultiple == 0, Multiple);
        return this;
    }

    private string Multiple => $"a multiple of the RowMultiple {RowMultiple}, or llama.cpp cannot quantise the rows in blocks of that length";

    private static void Check(string option, int given, int least, int most) => ShapeRange.Check("Llama", option, given, least, most);
}
