using System.Text.Json;

namespace Frugal.Search;

/// <summary>
/// A search problem that records the quality of each candidate in a file, written atomically: a search that resumes after an interruption, or runs
/// under another budget, does not evaluate a candidate again.
/// </summary>
public sealed class QualityJournal : ISearchProblem
{
    private readonly ISearchProblem problem;
    private readonly string path;
    private readonly string judge;
    private readonly SortedDictionary<string, double> qualities = new(StringComparer.Ordinal);

    /// <summary>Reads the file if it exists.</summary>
    /// <param name="problem">The search problem.</param>
    /// <param name="path">The JSON file. It is overwritten if it was written for another judge or cannot be read.</param>
    /// <param name="judge">Identifies everything besides the candidate that determines its quality, such as the checksum of the weights.</param>
    public QualityJournal(ISearchProblem problem, string path, string judge)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(judge);
        (this.problem, this.path, this.judge) = (problem, path, judge);
        if (Read(path) is { } page && page.Judge == judge)
        {
            qualities = new(page.Qualities, StringComparer.Ordinal);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Alternatives => problem.Alternatives;

    /// <inheritdoc/>
    public CandidateCost Cost(Candidate candidate) => problem.Cost(candidate);

    /// <inheritdoc/>
    /// <exception cref="FrugalException">The file cannot be written.</exception>
    public double Quality(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        if (!qualities.TryGetValue(candidate.ToString(), out var quality))
        {
            quality = problem.Quality(candidate);
            if (double.IsFinite(quality))
            {
                qualities.Add(candidate.ToString(), quality);
                AtomicFile.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(new Page(judge, qualities)));
            }
        }

        return quality;
    }

    private static Page? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Page>(File.ReadAllBytes(path)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Page(string Judge, SortedDictionary<string, double> Qualities);
}
