namespace Frugal.Grading.Grades;

/// <summary>What one task of a lab gave.</summary>
public sealed record TaskGrade
{
    /// <summary>The task's number in the lab.</summary>
    public required int Id { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>The points earned.</summary>
    public double Points { get; init; }

    /// <summary>The points that can be earned.</summary>
    public double MaxPoints { get; init; }

    /// <summary>What became of it: the tests' verdicts taken together.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The first cause, in the tests' order, that kept it from passing.</summary>
    public Cause Cause { get; init; }

    /// <summary>A sentence for the student on <see cref="Cause"/>; null where the task passed.</summary>
    public string? Message { get; init; }

    /// <summary>What helps to do the task; shown until it is passed.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>Its tests, in the order in which they ran.</summary>
    public IReadOnlyList<TestGrade> Tests { get; init; } = [];

    /// <summary>What was measured: "size", "speed_up", "latency", "ram", "accuracy" and what else a lab measures.</summary>
    public IReadOnlyDictionary<string, Figure> Measured { get; init; } = new Dictionary<string, Figure>();

    /// <summary>What <see cref="Measured"/> may be, under the same names.</summary>
    public IReadOnlyDictionary<string, Budget> Budget { get; init; } = new Dictionary<string, Budget>();
}
