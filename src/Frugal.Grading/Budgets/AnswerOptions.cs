namespace Frugal.Grading.Budgets;

/// <summary>How many pictures are drawn, and until when.</summary>
public sealed record AnswerOptions
{
    /// <summary>The pictures drawn at first; as many again are drawn as long as one of the floors cannot be decided. 20 to 100,000.</summary>
    public int First { get; init => field = InRange(value, nameof(First)); } = 200;

    /// <summary>The most pictures. 20 to 100,000.</summary>
    public int Most { get; init => field = InRange(value, nameof(Most)); } = 1_600;

    /// <summary>The agreement with the reference that is to be decided, in [0, 1].</summary>
    public double Agreement { get; init; }

    /// <summary>The accuracy that is to be decided, in [0, 1].</summary>
    public double Accuracy { get; init; }

    private static int InRange(int value, string name) => value is >= 20 and <= 100_000
        ? value
        : throw new FrugalException($"{name} is {value}. Allowed: 20 to 100000.");
}
