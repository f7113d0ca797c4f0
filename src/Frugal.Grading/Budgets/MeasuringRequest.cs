using System.Text.Json.Serialization;

namespace Frugal.Grading.Budgets;

/// <summary>A request to a <see cref="MeasuringProcess"/>: one job for a model, and for its reference where there is one.</summary>
internal sealed record MeasuringRequest
{
    public required string Subject { get; init; }

    /// <summary>The model to compare with; needed for timing and for comparing answers.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The seed of the unseen images.</summary>
    public long Seed { get; init; }

    /// <summary>Set for timing against the reference only.</summary>
    public SpeedGate? Gate { get; init; }

    /// <summary>The grader's worked model; set with <see cref="WorkedGate"/>.</summary>
    public string? Worked { get; init; }

    /// <summary>Set for timing against the worked model.</summary>
    public WorkedGate? WorkedGate { get; init; }

    public FairTimingOptions Timing { get; init; } = new();

    /// <summary>Set for comparing answers.</summary>
    public AnswerOptions? Answers { get; init; }

    /// <summary>Set for reading what the file contains.</summary>
    public bool Facts { get; init; }

    /// <summary>Set for measuring what the model adds to a process's memory.</summary>
    public bool Memory { get; init; }
}

/// <summary>The reply, with the requested result, or why the model is refused. Untrusted: see <see cref="Checked"/>.</summary>
internal sealed record MeasuringReply
{
    /// <summary>No file has more names than this; a reply with more is not read.</summary>
    private const int MostNames = 100_000;

    public SpeedUp? SpeedUp { get; init; }

    public ModelAnswers? Answers { get; init; }

    public ModelFacts? Facts { get; init; }

    public string? Memory { get; init; }

    public string? Refusal { get; init; }

    /// <summary>This reply, if it answers the request with figures that a measurement can give; otherwise null.</summary>
    /// <remarks>A model may take over the process that runs it, and have it reply what it likes. It can then claim figures, but none that break the grader.</remarks>
    public MeasuringReply? Checked(MeasuringRequest request) => Refusal is not null
        || ((request.Gate ?? (object?)request.WorkedGate) is null || IsMeasured(request))
        && (request.Answers is not { } asked || Answers is { } answers && IsCounted(answers, asked.Most))
        && (!request.Facts || Facts is { } facts && IsRead(facts))
        && (!request.Memory || Memory is not null)
            ? this
            : null;

    private bool IsMeasured(MeasuringRequest request) => SpeedUp is { } speed && Enum.IsDefined(speed.Verdict) && speed.Measurements is > 0 and < 100
        && IsTime(speed.Milliseconds) && IsTime(speed.ReferenceMilliseconds) && AreRatios(speed.Ratios, request)
        && (request.WorkedGate is null || speed.Worked is { } worked && IsTime(worked.Milliseconds) && IsTime(worked.Least) && AreRatios(worked.Ratios, request));

    private static bool AreRatios(IReadOnlyList<double>? ratios, MeasuringRequest request) =>
        ratios is { Count: > 0 } && ratios.Count <= Math.Max(request.Timing.FirstRounds, request.Timing.MostRounds) && ratios.All(IsTime);

    private static bool IsTime(double value) => value > 0 && double.IsFinite(value);

    private static bool IsCounted(ModelAnswers answers, int most) => answers.Pictures > 0 && answers.Pictures <= most
        && new[] { answers.Agreeing, answers.Right, answers.ReferenceRight }.All(count => count >= 0 && count <= answers.Pictures)
        && double.IsFinite(answers.LargestDifference) && double.IsFinite(answers.LargestLogit) && answers.SeenAgreement is >= 0 and <= 1 && answers.SignalToNoise is >= -200 and <= 200;

    private static bool IsRead(ModelFacts facts) => facts.DataFiles is { Count: <= MostNames } && facts.DataFiles.All(name => name is not null) && facts.Format is not null
        && facts.FakeQuantized is { Count: <= MostNames } && facts.FakeQuantized.All(name => name is not null)
        && facts.OneScale is { Count: <= MostNames } && facts.OneScale.All(name => name is not null)
        && facts.Integers is >= 0 and < long.MaxValue / 4 && facts.Wide is >= 0 and < long.MaxValue / 4;
}

[JsonSerializable(typeof(MeasuringRequest))]
[JsonSerializable(typeof(MeasuringReply))]
internal sealed partial class MeasuringJson : JsonSerializerContext;
