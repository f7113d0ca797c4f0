using System.Text.Json;

namespace Frugal.Site.Checks.Figures;

/// <summary>The rows of the compression benchmark that a page chooses: <c>SECTION+SECTION: ROW; ROW</c>.</summary>
/// <param name="Sections">The names of the sections, with <c>-</c> for blanks.</param>
/// <param name="Names">The names of the rows, in the page's order; the first is what the others are compared with.</param>
internal sealed record CompressionRows(IReadOnlyList<string> Sections, IReadOnlyList<string> Names)
{
    /// <exception cref="FrugalException">The choice has another form.</exception>
    public static CompressionRows Parse(string query) => query.Split(": ", 2) is [var sections, var names]
        ? new([.. sections.Split('+').Select(name => name.Replace('-', ' '))], names.Split("; "))
        : throw new FrugalException($"Unknown figures: compression {query}. Write SECTIONS: ROW; ROW.");

    /// <summary>Those of <paramref name="results"/> that have the sections: a result may be of some sections alone.</summary>
    /// <exception cref="FrugalException">None has them.</exception>
    public IReadOnlyList<CommittedResult> AreIn(IEnumerable<CommittedResult> results) =>
        results.Where(result => Sections.All(name => result.Root.GetProperty("sections").EnumerateArray().Any(section => section.GetProperty("section").GetString() == name))).ToList() is { Count: > 0 } having
            ? having
            : throw new FrugalException($"Unknown figures: no bench/results/compression-*.json has the sections {string.Join(", ", Sections)}. Measure them with './frugal bench compression'.");

    /// <summary>The rows in a result.</summary>
    /// <exception cref="FrugalException">The sections have no such row.</exception>
    public IReadOnlyList<JsonElement> In(CommittedResult result)
    {
        var rows = result.Root.GetProperty("sections").EnumerateArray()
            .Where(section => Sections.Contains(section.GetProperty("section").GetString()))
            .SelectMany(section => section.GetProperty("rows").EnumerateArray()).ToList();
        return [.. Names.Select(name => rows.Find(row => row.GetProperty("name").GetString() == name) is { ValueKind: JsonValueKind.Object } row
            ? row
            : throw new FrugalException($"Unknown figures: the sections {string.Join(", ", Sections)} have no row '{name}'. Name a row of bench/results/compression-*.json."))];
    }
}
