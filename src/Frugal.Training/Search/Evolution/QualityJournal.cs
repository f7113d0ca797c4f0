using System.Text.Json;

namespace Frugal.Search;

/// <summary>
/// A search problem that writes down how good each candidate was, in a file that is always whole: a search that was interrupted, or one under another
/// budget, asks again for no candidate that was judged before.
/// </summary>
public sealed class QualityJournal : ISearchProblem
{
    private readonly ISearchProblem problem;
    private readonly string path;
    private readonly string judge;
    private readonly SortedDictionary<string, double> qualities = new(StringComparer.Ordinal);

    /// <summary>Reads what is there.</summary>
    /// <param name="problem">What is searched.</param>
    /// <param name="path">The file, JSON. What another judge wrote into it, or what cannot be read, is written anew.</param>
    /// <param name="judge">What qualities follow from beside the candidate, such as the checksum of the weights.</param>
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
