using System.Text.Json.Serialization;

namespace Frugal.Grading.Budgets;

/// <summary>A request to a <see cref="MeasuringProcess"/>: one of two jobs, for a model and its reference.</summary>
internal sealed record MeasuringRequest
{
    public required string Subject { get; init; }

    public required string Reference { get; init; }

    /// <summary>The seed of the unseen images.</summary>
    public required long Seed { get; init; }

    /// <summary>Set for timing against the reference only.</summary>
    public SpeedGate? Gate { get; init; }

    /// <summary>The grader's worked model; set with <see cref="WorkedGate"/>.</summary>
    public string? Worked { get; init; }

    /// <summary>Set for timing against the worked model.</summary>
    public WorkedGate? WorkedGate { get; init; }

    public FairTimingOptions Timing { get; init; } = new();

    /// <summary>Set for comparing answers.</summary>
    public AnswerOptions? Answers { get; init; }
}

/// <summary>The reply, with the requested result.</summary>
internal sealed record MeasuringReply(SpeedUp? SpeedUp, ModelAnswers? Answers);

[JsonSerializable(typeof(MeasuringRequest))]
[JsonSerializable(typeof(MeasuringReply))]
internal sealed partial class MeasuringJson : JsonSerializerContext;
