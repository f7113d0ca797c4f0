using System.Collections.Frozen;
using Frugal.Data.Dialogues;

namespace Frugal.Data.SupportTweets;

/// <summary>Makes a sentence look typed in a hurry on a phone.</summary>
internal static class TweetNoise
{
    private const int ShortestWord = 5;   // a typing error in a shorter word can make another word of it

    /// <summary>Applies one to several kinds of carelessness to everything from <paramref name="from"/> on.</summary>
    public static void Apply(TweetText text, int from, ChatLanguage language, ref SplitMix64 random)
    {
        if (random.Chance(0.35f))
        {
            Abbreviate(text, from, TweetPhrasings.Default.Abbreviations[language].GetAlternateLookup<ReadOnlySpan<char>>(), ref random);
        }

        if (random.Chance(0.35f))
        {
            var places = text.Written[from..];
            for (var i = 0; i < places.Length; i++)
            {
                places[i] = LatinLetters.WithoutAccent(places[i]);
            }
        }

        if (random.Chance(0.06f))
        {
            Convert(text.Written[from..], char.ToUpperInvariant);
        }
        else if (random.Chance(0.45f))
        {
            Convert(text.Written[from..], char.ToLowerInvariant);
        }

        for (var errors = random.Chance(0.3f) ? 1 + random.NextInt32(2) : 0; errors > 0; errors--)
        {
            Mistype(text, from, ref random);
        }

        if (random.Chance(0.08f))
        {
            Lengthen(text, from, ref random);
        }

        if (random.Chance(0.12f))
        {
            text.Written[from..].Replace('\'', ' ');
        }
    }

    /// <summary>Drops, doubles or swaps a letter inside a word of letters; nothing if the place drawn has none.</summary>
    public static void Mistype(TweetText text, int from, ref SplitMix64 random)
    {
        if (text.Length - from < 2 * ShortestWord)
        {
            return;
        }

        var at = from + 2 + random.NextInt32(text.Length - from - 4);
        var near = text.Written[(at - 2)..(at + 3)];
        if (near.ContainsAnyExcept(LatinLetters.All))
        {
            return;
        }

        switch (random.NextInt32(3))
        {
            case 0:
                (text.Written[at], text.Written[at + 1]) = (text.Written[at + 1], text.Written[at]);
                break;
            case 1:
                text.Replace(at, 0, text.Written.Slice(at, 1).ToString());
                break;
            default:
                text.Replace(at, 1, "");
                break;
        }
    }

    private static void Abbreviate(TweetText text, int from, FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> abbreviations, ref SplitMix64 random)
    {
        for (var at = from; at < text.Length;)
        {
            var word = text.Written[at..].IndexOf(' ');
            word = word < 0 ? text.Length - at : word;
            if (word > 0 && abbreviations.TryGetValue(text.Written.Slice(at, word), out var abbreviation) && random.Chance(0.6f))
            {
                text.Replace(at, word, abbreviation);
                word = abbreviation.Length;
            }

            at += word + 1;
        }
    }

    /// <summary>"trop" becomes "troooop": a vowel before the end of a word, three times more.</summary>
    private static void Lengthen(TweetText text, int from, ref SplitMix64 random)
    {
        var at = from + random.NextInt32(Math.Max(1, text.Length - from));
        var found = text.Written[at..].IndexOfAny("aeou");
        if (found >= 0)
        {
            var vowel = text.Written[at + found];
            text.Replace(at + found, 0, [vowel, vowel, vowel]);
        }
    }

    private static void Convert(Span<char> letters, Func<char, char> convert)
    {
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = convert(letters[i]);
        }
    }
}
