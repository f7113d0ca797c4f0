using System.Globalization;
using System.Text;

namespace Frugal.Data.Dialogues;

/// <summary>Texts as bare words, so that case, accents, spaces, punctuation and apostrophes do not count.</summary>
internal static class PlainWords
{
    /// <summary>
    /// The lower-case words of <paramref name="text"/> without accents, one space before, between and after them; <c>€</c> reads "euros" and <c>%</c> stays.
    /// </summary>
    public static string Of(string text)
    {
        var words = new StringBuilder(" ", text.Length + 2);
        foreach (var rune in WithoutAccents(text).EnumerateRunes())
        {
            var word = rune.Value switch
            {
                '€' => " euros ",
                '%' => " % ",
                _ => Rune.IsLetterOrDigit(rune) ? Rune.ToLowerInvariant(rune).ToString() : " ",
            };
            words.Append(words[^1] == ' ' ? word.TrimStart(' ') : word);
        }

        return words[^1] == ' ' ? words.ToString() : words.Append(' ').ToString();
    }

    /// <summary>Removes the accents and opens the ligature œ: "Où est ma sœur ?" becomes "Ou est ma soeur ?".</summary>
    public static string WithoutAccents(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())   // a lone surrogate, which Normalize would refuse, comes as U+FFFD
        {
            letters.Append(rune.Value switch
            {
                'œ' => "oe",
                'Œ' => "Oe",
                _ => rune.ToString(),
            });
        }

        var split = letters.ToString().Normalize(NormalizationForm.FormD);
        return string.Concat(split.Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)).Normalize(NormalizationForm.FormC);
    }
}
