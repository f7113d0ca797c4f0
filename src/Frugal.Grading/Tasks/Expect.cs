using System.Numerics;
using Frugal.Grading.Containment;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tasks;

/// <summary>
/// Checks of a student's answers to one input. The message of a failed check names the input, the expected value, the value received and what to look at, in the lab's words:
/// "The text "" (empty): expected the code broken_base64, got none. Look at the length of what was decoded." In a hidden test none of it is shown.
/// </summary>
/// <remarks>Use it in place of NUnit's <c>Assert.That</c>, whose messages name neither the input nor the quantity.</remarks>
public sealed class Expect
{
    private readonly string input;
    private readonly string? look;

    private Expect(string input, string? look) => (this.input, this.look) = (input, look);

    /// <summary>The checks of one input.</summary>
    /// <param name="input">The input, as the subject of a sentence: "A photo of 96 x 64 pixels, EXIF orientation 6".</param>
    /// <param name="look">What to look at if the answer is wrong: "codec.EncodedOrigin; orientations 5 to 8 swap width and height". Null if nothing helps.</param>
    public static Expect For(string input, string? look = null) => new(input, look);

    /// <summary>Requires <paramref name="got"/> to equal <paramref name="expected"/>, element by element if they are sequences.</summary>
    /// <param name="what">The quantity: "the status".</param>
    /// <param name="got">The student's value.</param>
    /// <param name="expected">The right value.</param>
    /// <exception cref="StudentFailure">They differ.</exception>
    public void Equal<T>(string what, T got, T expected)
    {
        if (!Same(got, expected))
        {
            throw Wrong($"{what} {Shown.Of(expected)}", Shown.Of(got));
        }
    }

    /// <summary>Requires a number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    /// <exception cref="StudentFailure">It is not.</exception>
    public void Between<T>(string what, T got, T least, T most) where T : INumber<T>
    {
        if (!(got >= least && got <= most))
        {
            throw Wrong($"{what} from {Shown.Of(least)} to {Shown.Of(most)}", Shown.Of(got));
        }
    }

    /// <summary>Requires a number that differs from <paramref name="expected"/> by at most <paramref name="within"/>; NaN never does.</summary>
    /// <exception cref="StudentFailure">It differs by more.</exception>
    public void Near(string what, double got, double expected, double within)
    {
        if (!(Math.Abs(got - expected) <= within))
        {
            throw Wrong($"{what} {Shown.Of(expected)} within {Shown.Of(within)}", Shown.Of(got));
        }
    }

    /// <summary>Requires as many numbers as expected, each near its expected value. The message names the first that is wrong, and how many are.</summary>
    /// <param name="what">The numbers: "the value".</param>
    /// <param name="got">The student's numbers.</param>
    /// <param name="expected">The right numbers.</param>
    /// <param name="within">The largest difference allowed.</param>
    /// <exception cref="StudentFailure">Length or a number is wrong.</exception>
    public void Near(string what, IReadOnlyList<float> got, IReadOnlyList<float> expected, double within)
    {
        ArgumentNullException.ThrowIfNull(got);
        ArgumentNullException.ThrowIfNull(expected);
        Equal($"{what}s, in number:", got.Count, expected.Count);
        var wrong = Enumerable.Range(0, got.Count).Where(i => !(Math.Abs(got[i] - expected[i]) <= within)).ToList();
        if (wrong.Count > 0)
        {
            var first = wrong[0];
            throw Wrong($"{what} [{first}] {Shown.Of(expected[first])} within {Shown.Of(within)}", $"{Shown.Of(got[first])} ({wrong.Count} of {got.Count} are wrong)");
        }
    }

    /// <summary>Requires a condition that the other checks cannot express.</summary>
    /// <param name="holds">Whether it is met.</param>
    /// <param name="expected">What was expected, as the object of a sentence: "scores in descending order".</param>
    /// <param name="got">What was received instead.</param>
    /// <exception cref="StudentFailure">It is not met.</exception>
    public void That(bool holds, string expected, string got)
    {
        if (!holds)
        {
            throw Wrong(expected, got);
        }
    }

    private StudentFailure Wrong(string expected, string got) =>
        new(Cause.WrongAnswer, $"{input}: expected {expected}, got {got}.{(look is null ? "" : $" Look at {look.TrimEnd('.')}.")}");

    private static bool Same<T>(T got, T expected) => got is System.Collections.IEnumerable mine and not string && expected is System.Collections.IEnumerable right
        ? mine.Cast<object?>().SequenceEqual(right.Cast<object?>())
        : EqualityComparer<T>.Default.Equals(got, expected);
}
