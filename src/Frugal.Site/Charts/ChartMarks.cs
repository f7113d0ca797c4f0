using System.Text.RegularExpressions;

namespace Frugal.Site.Charts;

/// <summary>How a page asks for charts: <c>figures:begin charted NAME</c> above its tables, in which each table then has a mark, <c>&lt;!-- chart: FILE --&gt;</c>.</summary>
internal static partial class ChartMarks
{
    private const string Charted = "charted ";

    /// <summary>Whether tables have charts.</summary>
    /// <param name="name">The text after <c>figures:begin</c>.</param>
    /// <param name="figures">The name of the tables.</param>
    public static bool IsCharted(string name, out string figures)
    {
        var charted = name.StartsWith(Charted, StringComparison.Ordinal);
        figures = charted ? name[Charted.Length..] : name;
        return charted;
    }

    /// <summary>The mark of a result's chart.</summary>
    public static string Mark(string file) => $"<!-- chart: {file} -->";

    /// <summary>Finds the marks.</summary>
    [GeneratedRegex("^<!-- chart: (?<file>[^ ]+) -->$", RegexOptions.Multiline)]
    public static partial Regex Marks();
}
