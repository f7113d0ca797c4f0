using System.Text.RegularExpressions;

namespace Labs.ChatbotMemory.Grader;

/// <summary>Numbers in a message, however their digits are grouped.</summary>
internal static partial class Numbers
{
    /// <summary>Whether a message names all of these numbers.</summary>
    public static bool Names(string message, params long[] numbers)
    {
        var digits = Digits().Matches(Separator().Replace(message, "")).Select(match => match.Value).ToHashSet();
        return numbers.All(number => digits.Contains(number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(@"(?<=\d)[,.'_\u0020\u00A0\u202F](?=\d{3}(?!\d))")]
    private static partial Regex Separator();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
