using System.Text.Json.Serialization;

namespace Frugal.Grading.Budgets;

/// <summary>What a <see cref="MeasuringProcess"/> is asked: one of the two jobs, on a model and its reference.</summary>
internal sealed record MeasuringRequest
{
    public required string Subject { get; init; }

    public required string Reference { get; init; }

    /// <summary>What the unseen pictures are drawn from.</summary>
    public required long Seed { get; init; }

    /// <summary>Set for timing against the reference alone.</summary>
    public SpeedGate? Gate { get; init; }

    /// <summary>The grader's worked model; set with <see cref="WorkedGate"/>.</summary>
    public string? Worked { get; init; }

    /// <summary>Set for timing against the worked model.</summary>
    public WorkedGate? WorkedGate { get; init; }

    public FairTimingOptions Timing { get; init; } = new();

    /// <summary>Set for answers.</summary>
    public AnswerOptions? Answers { get; init; }
}

/// <summary>The reply: what was asked.</summary>
internal sealed record MeasuringReply(SpeedUp? SpeedUp, ModelAnswers? Answers);

[JsonSerializable(typeof(MeasuringRequest))]
[JsonSerializable(typeof(MeasuringReply))]
internal sealed partial class MeasuringJson : JsonSerializerContext;
