namespace Frugal.Grading.Grades;

/// <summary>The grade of one task of a lab.</summary>
public sealed record TaskGrade
{
    /// <summary>The task's number in the lab.</summary>
    public required int Id { get; init; }

    /// <summary>The task's title.</summary>
    public required string Title { get; init; }

    /// <summary>The points earned.</summary>
    public double Points { get; init; }

    /// <summary>The points that can be earned.</summary>
    public double MaxPoints { get; init; }

    /// <summary>The task's verdict, combined from its tests.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The first cause, in the order of the tests, why it did not pass.</summary>
    public Cause Cause { get; init; }

    /// <summary>A sentence for the student about <see cref="Cause"/>; null if the task passed.</summary>
    public string? Message { get; init; }

    /// <summary>Hints for the task; shown until it passes. Those of a single test are with the test.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>The tests of earlier tasks that its tests build on.</summary>
    public IReadOnlyList<Need> Needs { get; init; } = [];

    /// <summary>The task's tests, in the order in which they ran.</summary>
    public IReadOnlyList<TestGrade> Tests { get; init; } = [];

    /// <summary>The measured figures: "size", "speed_up", "latency", "ram", "accuracy" and any others of the lab.</summary>
    public IReadOnlyDictionary<string, Figure> Measured { get; init; } = new Dictionary<string, Figure>();

    /// <summary>The budgets of the figures in <see cref="Measured"/>, under the same names.</summary>
    public IReadOnlyDictionary<string, Budget> Budget { get; init; } = new Dictionary<string, Budget>();
}
