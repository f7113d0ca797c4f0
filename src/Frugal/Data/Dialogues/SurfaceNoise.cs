namespace Frugal.Data.Dialogues;

/// <summary>Writes a question as people type it in a hurry.</summary>
internal static class SurfaceNoise
{
    private const int ShortestWord = 5;   // a typing error in a shorter word can make another word of it

    /// <summary>First words that keep their capital after a greeting.</summary>
    private static readonly HashSet<string> Names = ["I", "I'm", "Frugal", "Fripe", "Ondelys", "Jupyter", "Int8", "ONNX", "GGUF", "QAT", "SIM", "PIN", "PUK", "APN", "T-shirts", "Wi-Fi"];

    /// <summary>The question with one to several of: a greeting, a polite word, a typing error, no accents, no capitals, no punctuation.</summary>
    /// <param name="question">The question, written with care.</param>
    /// <param name="language">Its language.</param>
    /// <param name="polite">Whether it is polite already, and gets no further greeting.</param>
    /// <param name="random">Where the randomness comes from; a copy of it gives the same text.</param>
    public static string Type(string question, ChatLanguage language, bool polite, ref SplitMix64 random)
    {
        var text = random.Chance(0.25f) ? WithTypingError(question, ref random) : question;
        if (!polite && random.Chance(0.3f))
        {
            text = $"{random.Choose(SmallTalk.Default.Prefixes[language])}{Uncapitalized(text)}";
        }
        else if (!polite && random.Chance(0.15f))
        {
            text += random.Choose(SmallTalk.Default.Suffixes[language]);
        }

        text = random.Chance(0.4f) ? PlainWords.WithoutAccents(text) : text;
        text = random.Chance(0.5f) ? text.ToLowerInvariant() : text;
        text = random.Chance(0.15f) ? text.Replace('\'', ' ') : text;
        if (random.Chance(0.5f))
        {
            return text.TrimEnd(' ', '?', '.', '!');
        }

        return random.Chance(0.5f) ? text.Replace(" ?", "?", StringComparison.Ordinal).Replace(" !", "!", StringComparison.Ordinal) : text;
    }

    /// <summary>Two letters swapped, one doubled or one dropped, inside a word of letters only.</summary>
    private static string WithTypingError(string text, ref SplitMix64 random)
    {
        var words = text.Split(' ');
        var eligible = Enumerable.Range(0, words.Length).Where(i => words[i].Length >= ShortestWord && words[i].All(char.IsLetter)).ToList();
        if (eligible.Count == 0)
        {
            return text;
        }

        var at = random.Choose(eligible);
        var word = words[at];
        var letter = 1 + random.NextInt32(word.Length - 2);
        words[at] = random.NextInt32(3) switch
        {
            0 => $"{word[..letter]}{word[letter + 1]}{word[letter]}{word[(letter + 2)..]}",
            1 => word.Insert(letter, word[letter].ToString()),
            _ => word.Remove(letter, 1),
        };
        return string.Join(' ', words);
    }

    private static string Uncapitalized(string text) =>
        Names.Contains(text.Split(' ', 2)[0].TrimEnd(',', '.', '?')) ? text : $"{char.ToLowerInvariant(text[0])}{text[1..]}";
}
