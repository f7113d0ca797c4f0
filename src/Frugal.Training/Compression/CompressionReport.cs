using System.Text.Json;
using System.Text.Json.Serialization;
using Frugal.Measuring;

namespace Frugal.Compression;

/// <summary>A candidate with its cost and its accuracy.</summary>
/// <param name="Recipe">How it was made.</param>
/// <param name="Path">Its ONNX file.</param>
/// <param name="Figures">Its figures, measured in the same run as all others.</param>
/// <param name="DropPoints">Percentage points of accuracy lost against the original; negative for a gain.</param>
/// <param name="WithinDrop">Whether the drop is within the allowed drop.</param>
/// <param name="MeetsBudget">Whether it meets every limit of the budget.</param>
/// <param name="OnFront">Whether it is on the Pareto front of accuracy, bytes, latency and memory among the candidates within the drop.</param>
public sealed record CompressionCandidate(CompressionRecipe Recipe, string Path, ModelFigures Figures, double DropPoints, bool WithinDrop, bool MeetsBudget, bool OnFront);

/// <summary>A recipe that was not carried out.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Reason">Why it was skipped.</param>
public sealed record SkippedRecipe(CompressionRecipe Recipe, string Reason);

/// <summary>The result of <see cref="Compressor"/>.</summary>
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

    /// <summary>The budget.</summary>
    public required CompressionBudget Budget { get; init; }

    /// <summary>The allowed drop in accuracy, in percentage points.</summary>
    public required double Drop { get; init; }

    /// <summary>All figures as <c>frugal measure</c> reports them; the original is the first.</summary>
    public required MeasurementReport Measured { get; init; }

    /// <summary>All candidates in the order in which they were made, the original first.</summary>
    public required IReadOnlyList<CompressionCandidate> Candidates { get; init; }

    /// <summary>The recipes that were skipped, and why.</summary>
    public required IReadOnlyList<SkippedRecipe> Skipped { get; init; }

    /// <summary>Warnings about possible losses of accuracy, each with the candidate's name.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>
    /// The most accurate candidate within the drop and the budget, or the smallest if there is no budget. If the budget cannot be met, the candidate
    /// within the drop that is nearest to it.
    /// </summary>
    public required CompressionCandidate Best { get; init; }

    /// <summary>Whether <see cref="Best"/> meets the drop and the budget.</summary>
    public bool Met => Obstacle is null;

    /// <summary>Why the budget was not met; null if it is met.</summary>
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
            Best = Best.Recipe.Name,
            Candidates = Candidates.Select(candidate => new
            {
                candidate.Recipe.Name,
                Steps = candidate.Recipe.Steps.Select(step => step.Name),
                candidate.Path,
                candidate.DropPoints,
                candidate.WithinDrop,
                candidate.MeetsBudget,
                candidate.OnFront,
                candidate.Figures,
            }),
            Skipped = Skipped.Select(skipped => new { skipped.Recipe.Name, skipped.Reason }),
            Warnings,
            Measured.Machine,
            Measured.Runtime,
            Measured.Dataset,
        },
        Json);

    /// <summary>Evaluates the measured candidates; <paramref name="made"/> is in the order of the measured models.</summary>
    internal static CompressionReport Create(string name, CompressionOptions options, MeasurementReport measured, IReadOnlyList<MadeCandidate> made, IReadOnlyList<SkippedRecipe> skipped)
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
            Warnings = [.. made.SelectMany(candidate => candidate.Warnings.Select(warning => $"{candidate.Recipe.Name}: {warning}"))],
            Best = verdict.Best,
            Obstacle = verdict.Obstacle is { } obstacle ? $"{name}: {obstacle}" : null,
        };
    }

    private static CompressionCandidate Judge(CompressionOptions options, MadeCandidate made, ModelFigures figures)
    {
        var drop = -(figures.Versus?.AccuracyPoints ?? 0);
        return new CompressionCandidate(made.Recipe, made.Path, figures, drop, drop <= options.Drop + 1e-9, options.Budget.Admits(figures), OnFront: false);
    }

    /// <summary>Latency and memory are compared to two significant digits: smaller differences are noise.</summary>
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
internal sealed record MadeCandidate(CompressionRecipe Recipe, string Path, IReadOnlyList<int> Chosen, IReadOnlyList<string> Warnings);
