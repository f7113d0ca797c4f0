using System.Buffers;

namespace Frugal.Texts;

/// <summary>Measures addresses, names and entities at the beginning of a text; 0 where there is none.</summary>
internal static class TweetSyntax
{
    private static readonly string[] Beginnings = ["https://", "http://", "www.", "t.co/", "pic.twitter.com/"];
    private static readonly (string Entity, string Text)[] Entities =
        [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&nbsp;", " ")];

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
    private static readonly SearchValues<char> AddressCharacters =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code).Where(character => character is not ('"' or '<' or '>'))]);

    private static readonly SearchValues<char> Closing = SearchValues.Create(".,;:!?)]}'");

    /// <summary>Length of the address; punctuation at its end belongs to the sentence.</summary>
    public static int Address(ReadOnlySpan<char> text)
    {
        foreach (var beginning in Beginnings)
        {
            if (text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                var rest = text[beginning.Length..AddressEnd(text, beginning.Length)].LastIndexOfAnyExcept(Closing) + 1;
                return rest > 0 ? beginning.Length + rest : 0;
            }
        }

        return 0;
    }

    /// <summary>Length of a mention's name, after the <c>@</c>.</summary>
    public static int Name(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(NameCharacters);
        return end < 0 ? text.Length : end;
    }

    /// <summary>Length of <c>RT @name:</c>.</summary>
    public static int Retweet(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("RT @", StringComparison.Ordinal))
        {
            return 0;
        }

        var end = 4 + Name(text[4..]);
        return end > 4 && end < text.Length && text[end] == ':' ? end + 1 : 0;
    }

    /// <summary>Length of an HTML entity as Twitter writes them, and the character that it stands for.</summary>
    public static int Entity(ReadOnlySpan<char> text, out string character)
    {
        foreach (var (entity, plain) in Entities)
        {
            if (text.StartsWith(entity, StringComparison.Ordinal))
            {
                character = plain;
                return entity.Length;
            }
        }

        character = "";
        return 0;
    }

    private static int AddressEnd(ReadOnlySpan<char> text, int from)
    {
        while (true)
        {
            var more = text[from..].IndexOfAnyExcept(AddressCharacters);
            if (more < 0)
            {
                return text.Length;
            }

            from += more;
            if (text[from] < '\u0080' || !char.IsLetterOrDigit(text[from]))
            {
                return from;
            }

            from++;
        }
    }
}
