using System.Text.Json.Serialization;
using Frugal.Grading.Cards;

namespace Frugal.Grading.Grades;

/// <summary>What one test of a task gave.</summary>
public sealed record TestGrade
{
    /// <summary>The test's name as a sentence.</summary>
    public required string Name { get; init; }

    /// <summary>What became of it.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why, where it did not pass.</summary>
    public Cause Cause { get; init; }

    /// <summary>What was given, what is allowed, what to do next; null where it passed. Of a hidden test it tells nothing of the inputs.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the test is hidden: its name is shown, its inputs are not.</summary>
    public bool Hidden { get; init; }

    /// <summary>The points earned.</summary>
    public double Points { get; init; }

    /// <summary>The points that can be earned.</summary>
    public double MaxPoints { get; init; }

    /// <summary>How long it ran. In <c>grade.json</c> in milliseconds.</summary>
    [JsonPropertyName("duration_ms"), JsonConverter(typeof(MillisecondsConverter))]
    public TimeSpan Duration { get; init; }
}
