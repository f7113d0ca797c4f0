namespace TweetPipeline.Rules;

/// <summary>Brings texts into the form in which terms are found: lower-case words without accents, one space before, between and after them.</summary>
public static class PlainWords
{
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿœæ", Bare = "aaaaaaceeeeiiiinooooouuuuyyoa";
    private static readonly char[] Letters = Table();

    /// <summary>The words of a text. A euro sign is a word of its own; whatever else is no letter and no digit separates words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">Receives them; at least three times as long as the text, and 3 characters more.</param>
    /// <returns>The part of <paramref name="words"/> that is used; a single space if there is no word.</returns>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> text, Span<char> words)
    {
        words[0] = ' ';
        var length = 1;
        foreach (var character in text)
        {
            var letter = Letters[character];
            if (letter == '€')
            {
                length -= words[length - 1] == ' ' ? 1 : 0;
                " € ".CopyTo(words[length..]);
                length += 3;
            }
            else if (letter != ' ' || words[length - 1] != ' ')
            {
                words[length++] = letter;
            }
        }

        if (words[length - 1] != ' ')
        {
            words[length++] = ' ';
        }

        return words[..length];
    }

    /// <summary>The words of a text, as a string of their own.</summary>
    public static string Of(string text) => Of(text, new char[(3 * text.Length) + 3]).ToString();

    private static char[] Table()
    {
        var letters = new char[char.MaxValue + 1];
        Array.Fill(letters, ' ');
        for (var code = 0; code <= char.MaxValue; code++)
        {
            if (char.IsLetterOrDigit((char)code))
            {
                letters[code] = char.ToLowerInvariant((char)code);
            }
        }

        for (var i = 0; i < Accented.Length; i++)
        {
            letters[Accented[i]] = letters[char.ToUpperInvariant(Accented[i])] = Bare[i];
        }

        letters['€'] = '€';
        return letters;
    }
}
