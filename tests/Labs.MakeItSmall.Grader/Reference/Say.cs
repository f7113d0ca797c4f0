using System.Globalization;

namespace Labs.MakeItSmall.Grader;

/// <summary><see cref="Expect"/> for this lab's many numbers: the call, the input of the first wrong number, what was expected, what came, and what to look at.</summary>
internal static class Say
{
    /// <summary>Demands something, and says what came instead.</summary>
    public static void That(bool right, string call, string expected, string got, string look) => Expect.For(call, look).That(right, expected, got);

    /// <summary>Compares a number.</summary>
    public static void Near(double got, double expected, double tolerance, string call, string look) =>
        That(Math.Abs(got - expected) <= tolerance, call, Text(expected), Text(got), look);

    /// <summary>Compares many numbers; the first wrong one is named.</summary>
    /// <param name="got">The answer.</param>
    /// <param name="expected">The right numbers.</param>
    /// <param name="tolerance">How far a number may be from the right one.</param>
    /// <param name="call">The call.</param>
    /// <param name="item">The name of number i: its input.</param>
    /// <param name="look">What to look at.</param>
    public static void Near(IReadOnlyList<float>? got, IReadOnlyList<float> expected, double tolerance, string call, Func<int, string> item, string look)
    {
        Length(got?.Count, expected.Count, call);
        for (var i = 0; i < expected.Count; i++)
        {
            var allowed = tolerance * Math.Max(1, Math.Abs(expected[i]));
            That(Math.Abs(got![i] - (double)expected[i]) <= allowed, $"{call}, {item(i)}", Text(expected[i]), Text(got[i]), look);
        }
    }

    /// <summary>Compares integers; the first wrong one is named.</summary>
    public static void Same<T>(IReadOnlyList<T>? got, IReadOnlyList<T> expected, string call, Func<int, string> item, string look) where T : IEquatable<T>
    {
        Length(got?.Count, expected.Count, call);
        for (var i = 0; i < expected.Count; i++)
        {
            That(got![i].Equals(expected[i]), $"{call}, {item(i)}", Text(expected[i]), Text(got[i]), look);
        }
    }

    /// <summary>Compares a number of items.</summary>
    public static void Length(int? got, int expected, string call) => That(got == expected, call, $"{expected} numbers", got is null ? "nothing" : $"{got}", "the length of what you return");

    /// <summary>A number as people write it.</summary>
    public static string Text(object? number) => number switch
    {
        double wide => wide.ToString("G6", CultureInfo.InvariantCulture),
        float single => single.ToString("G6", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{number}",
    };

    /// <summary>The first numbers of a list.</summary>
    public static string Few<T>(IReadOnlyList<T> numbers) => string.Join(", ", numbers.Take(6).Select(number => Text(number))) + (numbers.Count > 6 ? ", ..." : "");
}
