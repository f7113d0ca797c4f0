namespace Frugal.Texts;

/// <summary>The form of a <see cref="NgramClassifier"/> and how it is trained.</summary>
public sealed record NgramClassifierOptions
{
    /// <summary>Number of rows of the table of features, a power of two from 2^4 to 2^22; different n-grams may share a row. 2^16 by default.</summary>
    public int Buckets { get; init; } = 1 << 16;

    /// <summary>Length of a row, 1 to 512.</summary>
    public int Dimension { get; init; } = 16;

    /// <summary>Longest sequence of words that is a feature, 1 to 5; 2 by default.</summary>
    public int WordNgrams { get; init; } = 2;

    /// <summary>Shortest sequence of letters inside a word, its boundaries included, that is a feature, 1 to 8; 3 by default.</summary>
    public int ShortestNgram { get; init; } = 3;

    /// <summary>Longest sequence of letters, or 0 for none, which is the default; <see cref="ShortestNgram"/> to 8.</summary>
    public int LongestNgram { get; init; }

    /// <summary>Passes over the examples, 1 to 1,000.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Learning rate of the first step, above 0 and up to 10; it falls linearly to 0.</summary>
    public double LearningRate { get; init; } = 0.3;

    /// <summary>Random seed of the first weights and of the order of the examples.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public NgramClassifierOptions Validated()
    {
        Check(nameof(Buckets), Buckets, int.IsPow2(Buckets) && Buckets is >= 1 << 4 and <= 1 << 22, "a power of two from 16 to 4194304");
        Check(nameof(Dimension), Dimension, Dimension is >= 1 and <= 512, "1 to 512");
        Check(nameof(Dimension), Dimension, (long)Dimension * Buckets <= 1 << 28, FormattableString.Invariant($"at most {(1 << 28) / Buckets} with {Buckets} buckets"));
        Check(nameof(WordNgrams), WordNgrams, WordNgrams is >= 1 and <= 5, "1 to 5");
        Check(nameof(ShortestNgram), ShortestNgram, ShortestNgram is >= 1 and <= 8, "1 to 8");
        Check(nameof(LongestNgram), LongestNgram, LongestNgram == 0 || (LongestNgram >= ShortestNgram && LongestNgram <= 8), FormattableString.Invariant($"0, or {ShortestNgram} to 8"));
        Check(nameof(Epochs), Epochs, Epochs is >= 1 and <= 1000, "1 to 1000");
        Check(nameof(LearningRate), LearningRate, LearningRate is > 0 and <= 10, "above 0 and up to 10");
        return this;
    }

    private static void Check(string name, double value, bool right, string allowed) => Guard.Range("N-gram classifier", name, value, right, allowed);
}
