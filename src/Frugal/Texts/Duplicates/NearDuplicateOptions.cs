namespace Frugal.Texts;

/// <summary>
/// How <see cref="NearDuplicates"/> searches. Two texts of Jaccard similarity s become candidates with probability 1 - (1 - s^r)^b, with b bands of r rows
/// (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", section 3.4.2); the curve is steepest near (1 / b)^(1 / r). The defaults, 16 bands of 4
/// rows, find 64% of the pairs of similarity 0.5, 99% at 0.7 and all but 8 in a million at 0.85.
/// </summary>
public sealed record NearDuplicateOptions
{
    /// <summary>Length of a shingle: characters, or words if <see cref="WordShingles"/>; 1 to 32, by default 4.</summary>
    public int Shingle { get; init; } = 4;

    /// <summary>Whether shingles are words in sequence instead of characters. Characters suit short texts with typing errors, and are the default.</summary>
    public bool WordShingles { get; init; }

    /// <summary>Number of bands b, 1 to 256.</summary>
    public int Bands { get; init; } = 16;

    /// <summary>Minimum hashes per band r, 1 to 64.</summary>
    public int Rows { get; init; } = 4;

    /// <summary>Similarity from which a text counts as a near duplicate, 0 to 1; by default 0.7.</summary>
    public double Threshold { get; init; } = 0.7;

    /// <summary>Number of distinct texts that are remembered, 1 to 2^24; the oldest is forgotten first. By default 2^17, which with 16 bands takes 24 MB and the shingles.</summary>
    public int Window { get; init; } = 1 << 17;

    /// <summary>Longest chain of candidates that is compared in one band, 1 or more; by default 8. It bounds the time per text where many are alike.</summary>
    public int Candidates { get; init; } = 8;

    /// <summary>Random seed of the hash functions.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The probability that two texts of that Jaccard similarity (0 to 1) are compared.</summary>
    public double Probability(double similarity) => 1 - Math.Pow(1 - Math.Pow(similarity, Rows), Bands);

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public NearDuplicateOptions Validated()
    {
        Check(nameof(Shingle), Shingle, 1, 32);
        Check(nameof(Bands), Bands, 1, 256);
        Check(nameof(Rows), Rows, 1, 64);
        Check(nameof(Threshold), Threshold, 0, 1);
        Check(nameof(Window), Window, 1, 1 << 24);
        Check(nameof(Candidates), Candidates, 1, int.MaxValue);
        return this;
    }

    private static void Check(string name, double value, double low, double high) =>
        Guard.Range("Near duplicates", name, value, value >= low && value <= high, FormattableString.Invariant($"{low} to {high}"));
}
