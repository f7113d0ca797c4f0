using System.Collections;
using System.Globalization;

namespace Frugal.Learning;

/// <summary>One try of an answer: on which input, what was expected, what the answer gave, and whether that is right.</summary>
/// <param name="Input">The input, in words or numbers.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Got">What the answer gave.</param>
/// <param name="Right">Whether the answer is right.</param>
public sealed record Trial(string Input, string Expected, string Got, bool Right)
{
    private const int MostItems = 8;
    private const int MostCharacters = 200;

    /// <summary>Expects a value that equals <paramref name="expected"/>.</summary>
    public static Trial Same<T>(string input, T expected, T got) => new(input, Show(expected), Show(got), EqualityComparer<T>.Default.Equals(expected, got));

    /// <summary>Expects a number within <paramref name="tolerance"/> of <paramref name="expected"/>.</summary>
    public static Trial Near(string input, double expected, double got, double tolerance) =>
        new(input, Show(expected), Show(got), Math.Abs(expected - got) <= tolerance);

    /// <summary>Expects as many numbers as <paramref name="expected"/> has, each within <paramref name="tolerance"/>. The first that is wrong is named.</summary>
    public static Trial Near(string input, IReadOnlyList<double> expected, IReadOnlyList<double>? got, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(expected);
        if (got is null || got.Count != expected.Count)
        {
            return new(input, $"{expected.Count} numbers", got is null ? "null" : $"{got.Count} numbers", false);
        }

        var wrong = Enumerable.Range(0, expected.Count).Where(i => !(Math.Abs(expected[i] - got[i]) <= tolerance)).ToList();
        return wrong.Count == 0 || expected.Count <= MostItems ? new(input, Show(expected), Show(got), wrong.Count == 0)
            : new(input, $"{Show(expected[wrong[0]])} at place {wrong[0]}", $"{Show(got[wrong[0]])} there, and {wrong.Count} of {expected.Count} numbers are wrong", false);
    }

    /// <summary>Expects a property that <paramref name="expected"/> names in words.</summary>
    public static Trial Holds(string input, string expected, object? got, bool right) => new(input, expected, Show(got), right);

    /// <summary>A value in one short line: numbers with up to six digits, lists up to eight items.</summary>
    private static string Show(object? value)
    {
        var text = value switch
        {
            null => "null",
            double number => number.ToString("G6", CultureInfo.InvariantCulture),
            float number => number.ToString("G6", CultureInfo.InvariantCulture),
            bool yes => yes ? "true" : "false",
            string words => words,
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            IEnumerable items => List([.. items.Cast<object?>().Take(MostItems + 1)]),
            _ => value.ToString() ?? "null",
        };
        var line = string.Concat(text.ReplaceLineEndings(" ").Where(character => !char.IsControl(character)));
        return line.Length > MostCharacters ? $"{line[..MostCharacters]} …" : line;
    }

    private static string List(object?[] items) =>
        $"[{string.Join(", ", items.Take(MostItems).Select(Show))}{(items.Length > MostItems ? ", …" : "")}]";
}
