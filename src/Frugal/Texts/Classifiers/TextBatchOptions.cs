namespace Frugal.Texts;

/// <summary>How <see cref="TextModel.Classify"/> forms batches.</summary>
public readonly record struct TextBatchOptions()
{
    /// <summary>Maximum number of tokens in a batch, padding included, 1 to 1,048,576; 512 by default. A longer text is a batch by itself.</summary>
    public int Tokens { get; init; } = 512;

    /// <summary>Number of texts that are sorted by length together, 1 to 1,048,576; 2,048 by default. Only so many are in memory.</summary>
    public int Window { get; init; } = 2048;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public TextBatchOptions Validated()
    {
        Guard.Range("Text batches", nameof(Tokens), Tokens, Tokens is >= 1 and <= 1 << 20, "1 to 1,048,576");
        Guard.Range("Text batches", nameof(Window), Window, Window is >= 1 and <= 1 << 20, "1 to 1,048,576");
        return this;
    }
}
