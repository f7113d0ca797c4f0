namespace Frugal.Texts;

/// <summary>How <see cref="BytePairTrainer"/> builds a vocabulary.</summary>
public sealed record BytePairOptions
{
    /// <summary>Number of tokens, with special tokens and the 256 bytes: 256 and the special tokens to 1,000,000; 4,096 by default.</summary>
    public int Vocabulary { get; init; } = 4096;

    /// <summary>Tokens that no text contains, which get the first numbers; <c>&lt;|end|&gt;</c> by default.</summary>
    public IReadOnlyList<string> SpecialTokens { get; init; } = ["<|end|>"];

    /// <summary>How often a pair must occur to be merged, 1 or more; 2 by default. If no pair is left, the vocabulary stays smaller.</summary>
    public int MinimumCount { get; init; } = 2;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public BytePairOptions Validated()
    {
        var least = 256 + SpecialTokens.Count;
        Guard.Range("Byte pairs", nameof(Vocabulary), Vocabulary, Vocabulary >= least && Vocabulary <= 1_000_000, FormattableString.Invariant($"{least} to 1,000,000, with 256 bytes and {SpecialTokens.Count} special tokens"));
        Guard.Range("Byte pairs", nameof(MinimumCount), MinimumCount, MinimumCount >= 1, "1 or more");
        BytePairVocabulary.CheckSpecials(SpecialTokens);
        return this;
    }
}
