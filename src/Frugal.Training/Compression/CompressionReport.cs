using System.Text.Json;
using System.Text.Json.Serialization;
using Frugal.Measuring;

namespace Frugal.Compression;

/// <summary>A model that was made, with what it costs and what it is worth.</summary>
/// <param name="Plan">How it was made.</param>
/// <param name="Path">Its ONNX file.</param>
/// <param name="Figures">Its figures, measured in one run with all others.</param>
/// <param name="DropPoints">Percentage points of accuracy lost against the original; negative where some were gained.</param>
/// <param name="WithinDrop">Whether that is no more than was allowed: then it is kept.</param>
/// <param name="MeetsBudget">Whether it keeps every limit of the budget.</param>
/// <param name="OnFront">Whether it is kept and no other one that is kept is better in accuracy, bytes, latency and memory together.</param>
public sealed record CompressionCandidate(CompressionPlan Plan, string Path, ModelFigures Figures, double DropPoints, bool WithinDrop, bool MeetsBudget, bool OnFront);

/// <summary>A way that was not gone to its end.</summary>
/// <param name="Plan">The way.</param>
/// <param name="Reason">What stood in it.</param>
public sealed record SkippedPlan(CompressionPlan Plan, string Reason);

/// <summary>What <see cref="Compressor"/> made of a model.</summary>
public sealed record CompressionReport
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it was to cost.</summary>
    public required CompressionBudget Budget { get; init; }

    /// <summary>The percentage points of accuracy that it was allowed to lose.</summary>
    public required double Drop { get; init; }

    /// <summary>All figures as <c>frugal measure</c> tells them; the original is the first.</summary>
    public required MeasurementReport Measured { get; init; }

    /// <summary>All that was made, the original first, in the order of making.</summary>
    public required IReadOnlyList<CompressionCandidate> Candidates { get; init; }

    /// <summary>What was not made, and why.</summary>
    public required IReadOnlyList<SkippedPlan> Skipped { get; init; }

    /// <summary>What the making of candidates showed that may cost accuracy, each with the candidate's name.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>
    /// Of those that keep the drop and the budget the most accurate, without a budget the smallest; where the budget cannot be met, the one that is nearest to it within the drop.
    /// </summary>
    public required CompressionCandidate Best { get; init; }

    /// <summary>Whether <see cref="Best"/> keeps the drop and the budget.</summary>
    public bool Met => Obstacle is null;

    /// <summary>What stood in the way of the budget; null where it is met.</summary>
    public required string? Obstacle { get; init; }

    /// <summary>The report as indented JSON, names in snake_case.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Name,
            Budget = Budget.ToString(),
            DropPoints = Drop,
            Met,
            Obstacle,
            Best = Best.Plan.Name,
            Candidates = Candidates.Select(candidate => new
            {
                candidate.Plan.Name,
                candidate.Plan.Ratio,
                candidate.Plan.Format,
                candidate.Plan.Steps,
                candidate.Path,
                candidate.DropPoints,
                candidate.WithinDrop,
                candidate.MeetsBudget,
                candidate.OnFront,
                candidate.Figures,
            }),
            Skipped = Skipped.Select(skipped => new { skipped.Plan.Name, skipped.Reason }),
            Warnings,
            Measured.Machine,
            Measured.Runtime,
            Measured.Dataset,
        },
        Json);

    /// <summary>Judges what was made and measured; <paramref name="made"/> is in the order of the measured models.</summary>
    internal static CompressionReport Create(string name, CompressionOptions options, MeasurementReport measured, IReadOnlyList<MadeCandidate> made, IReadOnlyList<SkippedPlan> skipped)
    {
        CompressionCandidate[] candidates = [.. made.Zip(measured.Models, (candidate, figures) => Judge(options, candidate, figures))];
        var front = Front.Of(candidates.Where(candidate => candidate.WithinDrop)).ToHashSet();
        candidates = [.. candidates.Select(candidate => candidate with { OnFront = front.Contains(candidate) })];
        var verdict = new BudgetVerdict(options.Budget, options.Drop, candidates);
        return new CompressionReport
        {
            Name = name,
            Budget = options.Budget,
            Drop = options.Drop,
            Measured = measured,
            Candidates = candidates,
            Skipped = skipped,
            Warnings = [.. made.SelectMany(candidate => candidate.Warnings.Select(warning => $"{candidate.Plan.Name}: {warning}"))],
            Best = verdict.Best,
            Obstacle = verdict.Obstacle is { } obstacle ? $"{name}: {obstacle}" : null,
        };
    }

    private static CompressionCandidate Judge(CompressionOptions options, MadeCandidate made, ModelFigures figures)
    {
        var drop = -(figures.Versus?.AccuracyPoints ?? 0);
        return new CompressionCandidate(made.Plan, made.Path, figures, drop, drop <= options.Drop + 1e-9, options.Budget.Admits(figures), OnFront: false);
    }

    /// <summary>Latency and memory are compared by two significant digits: what is closer is noise.</summary>
    private static ParetoFront<CompressionCandidate> Front { get; } = new(
        candidate => -candidate.Figures.Accuracy ?? 0,
        candidate => candidate.Figures.Bytes,
        candidate => TwoDigits(candidate.Figures.Latency.P50Ms),
        candidate => TwoDigits(candidate.Figures.Ram.AnonymousBytes));

    private static double TwoDigits(double value)
    {
        var unit = value > 0 ? Math.Pow(10, Math.Floor(Math.Log10(value)) - 1) : 1;
        return Math.Round(value / unit) * unit;
    }
}

/// <summary>A candidate before it is measured.</summary>
internal sealed record MadeCandidate(CompressionPlan Plan, string Path, IReadOnlyList<int> Chosen, IReadOnlyList<string> Warnings);
