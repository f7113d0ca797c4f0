namespace Frugal.Grading.Budgets;

/// <summary>How many images are drawn for a comparison of answers.</summary>
public sealed record AnswerOptions
{
    /// <summary>Number of images in the first draw; as many are added while one of the floors cannot be decided. 20 to 100,000; default 200.</summary>
    public int First { get; init => field = InRange(value, nameof(First)); } = 200;

    /// <summary>Maximum number of images. 20 to 100,000; default 1,600.</summary>
    public int Most { get; init => field = InRange(value, nameof(Most)); } = 1_600;

    /// <summary>The required agreement with the reference, in [0, 1]; 0, the default, requires none.</summary>
    public double Agreement { get; init; }

    /// <summary>The required accuracy, in [0, 1]; 0, the default, requires none.</summary>
    public double Accuracy { get; init; }

    private static int InRange(int value, string name) => value is >= 20 and <= 100_000
        ? value
        : throw new FrugalException($"{name} is {value}. Allowed: 20 to 100000.");
}
