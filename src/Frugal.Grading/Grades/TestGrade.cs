using System.Text.Json.Serialization;
using Frugal.Grading.Cards;

namespace Frugal.Grading.Grades;

/// <summary>The grade of one test of a task.</summary>
public sealed record TestGrade
{
    /// <summary>The test's name as a sentence.</summary>
    public required string Name { get; init; }

    /// <summary>The test's verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The cause, if it did not pass.</summary>
    public Cause Cause { get; init; }

    /// <summary>The value given, the values allowed, and the remedy; null if it passed. For a hidden test it reveals nothing about the inputs.</summary>
    public string? Message { get; init; }

    /// <summary>Hints for this test; empty if it passed or did not run.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>The parts that the grader gave in place of the student's, such as "preprocessing". The test then earns a share of its points.</summary>
    public IReadOnlyList<string> StandIns { get; init; } = [];

    /// <summary>Whether the test is hidden: its name is shown, its inputs are not.</summary>
    public bool Hidden { get; init; }

    /// <summary>The points earned.</summary>
    public double Points { get; init; }

    /// <summary>The points that can be earned.</summary>
    public double MaxPoints { get; init; }

    /// <summary>How long the test ran. In <c>grade.json</c> in milliseconds.</summary>
    [JsonPropertyName("duration_ms"), JsonConverter(typeof(MillisecondsConverter))]
    public TimeSpan Duration { get; init; }
}
