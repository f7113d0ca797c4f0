using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Frugal.Site.Checks.Figures;

/// <summary>
/// The sources that an entry of the list can name:
/// <c>bench/results/FILE.json: models/format=int8/versus/latency</c>, a value of a committed result;
/// <c>models/NAME.onnx: bytes</c>, the size of a file;
/// <c>src/FILE.cs: "TEXT"</c>, a text with the number in a file;
/// <c>because REASON</c>, for a definition or arithmetic that the page shows.
/// </summary>
/// <param name="root">The repository.</param>
internal sealed partial class FigureSource(string root)
{
    /// <summary>By how much a unit multiplies what a result or a source has in units of its own.</summary>
    private static readonly Dictionary<string, double[]> Scales = new()
    {
        ["%"] = [100, 1], ["points"] = [1, 100], ["KB"] = [1e-3, 1], ["MB"] = [1e-6, 1], ["GB"] = [1e-9, 1], ["s"] = [1, 1e-3, 60], ["ms"] = [1, 1e3],
        ["KiB"] = [1d / 1024, 1], ["MiB"] = [1 / 1048576d, 1], ["GiB"] = [1 / 1073741824d, 1], ["M MACs"] = [1e-6],
    };

    /// <summary>What is wrong with the source of a figure, and what to do; null if it says what the page says.</summary>
    public string? Fault(FigureEntry entry, ProseFigure figure)
    {
        if (entry.Source.StartsWith("because ", StringComparison.Ordinal))
        {
            return null;
        }

        if (entry.Source.Split(": ", 2) is not [var path, var place])
        {
            return $"'{entry.Source}' is not a source. Allowed: FILE.json: PATH/TO/VALUE, FILE: bytes, FILE: \"TEXT\", because REASON";
        }

        var file = Path.Combine(root, path);
        if (!File.Exists(file))
        {
            return $"{path} does not exist. Name the file that '{entry.Figure}' comes from";
        }

        return place == "bytes" ? Compare(new FileInfo(file).Length, path, figure)
            : place.StartsWith('"') ? Quoted(File.ReadAllText(file), place.Trim('"'), path, figure)
            : Measured(file, place, path, figure);
    }

    private static string? Measured(string file, string place, string path, ProseFigure figure)
    {
        using var result = JsonDocument.Parse(File.ReadAllText(file));
        var value = place.Split('/').Aggregate((JsonElement?)result.RootElement, (at, step) => at is { } element ? Step(element, step) : null);
        return value is { ValueKind: JsonValueKind.Number } number
            ? Compare(number.GetDouble(), $"{path}, {place}", figure)
            : $"{path} has no number at {place}. Write names of properties and NAME=VALUE for an item of a list, separated by /";
    }

    private static JsonElement? Step(JsonElement element, string step) => element.ValueKind switch
    {
        JsonValueKind.Object when element.TryGetProperty(step, out var inner) => inner,
        JsonValueKind.Array when step.Split('=', 2) is [var name, var value] =>
            element.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var property) && property.ToString() == value).Cast<JsonElement?>().FirstOrDefault(),
        _ => null,
    };

    private static string? Quoted(string text, string quote, string path, ProseFigure figure) =>
        !text.Contains(quote, StringComparison.Ordinal) ? $"{path} does not contain '{quote}'. Correct the figure in the pages, or its source"
        : Number().Matches(quote).Select(match => double.Parse(match.Value.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)).Any(value => Agrees(value, figure)) ? null
        : $"'{quote}' in {path} does not contain the number of '{figure.Text}'. Quote the text that does";

    private static string? Compare(double value, string source, ProseFigure figure) =>
        Agrees(value, figure) ? null : string.Create(CultureInfo.InvariantCulture, $"the pages say '{figure.Text}', but {source} says {value}. Correct the pages");

    /// <summary>Whether a value, in one of the scales of the unit, gives the number when rounded to its decimals.</summary>
    private static bool Agrees(double value, ProseFigure figure)
    {
        var decimals = figure.Number.Contains('.') ? figure.Number.Length - figure.Number.IndexOf('.') - 1 : 0;
        return (Scales.GetValueOrDefault(figure.Unit) ?? [1]).Any(scale => Math.Abs((value * scale) - figure.Value) <= (0.5 * Math.Pow(10, -decimals)) + 1e-9);
    }

    [GeneratedRegex(@"\d[\d_]*(?:\.\d+)?")]
    private static partial Regex Number();
}
