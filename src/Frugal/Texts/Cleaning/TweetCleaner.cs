using System.Buffers;
using System.Globalization;

namespace Frugal.Texts;

/// <summary>
/// Turns tweets into plain sentences. The text is brought into Unicode's normalisation form KC, where ｗｉｄｅ letters are plain ones; then addresses and
/// mentions are removed, hashtags become words, HTML entities become characters, emoji are set apart, controls and marks of direction disappear, and
/// white space becomes single spaces. One pass over the text; nothing is allocated where the text already has its normal form and the buffer is large enough.
/// Safe for concurrent use.
/// </summary>
public sealed class TweetCleaner
{
    private const string UrlToken = "<url>";
    private const string UserToken = "<user>";

    /// <summary>Creates a cleaner.</summary>
    public TweetCleaner(TweetCleanerOptions? options = null) => Options = options ?? new();

    /// <summary>What is kept.</summary>
    public TweetCleanerOptions Options { get; }

    /// <summary>Cleans one tweet. Any string is accepted; halves of surrogate pairs are left out.</summary>
    public string Clean(string tweet)
    {
        ArgumentNullException.ThrowIfNull(tweet);
        var output = new ArrayBufferWriter<char>(tweet.Length + 16);
        Clean(tweet, output);
        return output.WrittenSpan.SequenceEqual(tweet) ? tweet : output.WrittenSpan.ToString();
    }

    /// <summary>Cleans one tweet into the caller's buffer, such as an <see cref="ArrayBufferWriter{T}"/> that is reset between tweets.</summary>
    /// <param name="tweet">The tweet, of any length; not in the buffer of <paramref name="output"/>.</param>
    /// <param name="output">Receives the cleaned text.</param>
    public void Clean(ReadOnlySpan<char> tweet, IBufferWriter<char> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (CompatibleText.IsCertain(tweet))
        {
            Scan(tweet, output);
            return;
        }

        var normalized = CompatibleText.Rent(tweet, out var length);
        try
        {
            Scan(normalized.AsSpan(0, length), output);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(normalized);
        }
    }

    private void Scan(ReadOnlySpan<char> text, IBufferWriter<char> output)
    {
        var cleaned = new CleanedText(output, text.Length + 16);
        var at = Options.Mentions == TweetPart.Keep ? 0 : TweetSyntax.Retweet(text);
        var afterWord = false;   // an address, a mention or a hashtag does not begin inside a word
        while (at < text.Length)
        {
            var rest = text[at..];
            var kind = CharacterKinds.Of(rest[0]);
            var taken = kind switch
            {
                CharacterKind.Word => Word(rest, afterWord, ref cleaned),
                CharacterKind.Plain => Plain(rest, ref cleaned),
                CharacterKind.Sign => Sign(rest, afterWord, ref cleaned),
                CharacterKind.Emoji => Emoji(rest, ref cleaned),
                CharacterKind.Surrogate => Pair(rest, ref cleaned),
                _ => Blank(kind, ref cleaned),
            };
            at += taken;
            afterWord = CharacterKinds.Of(text[at - 1]) == CharacterKind.Word;
        }

        cleaned.Complete();
    }

    private int Word(ReadOnlySpan<char> text, bool afterWord, ref CleanedText cleaned)
    {
        if (!afterWord && (text[0] | 0x20) is 'h' or 'w' or 't' or 'p' && TweetSyntax.Address(text) is var length and > 0)
        {
            return Part(text[..length], Options.Urls, UrlToken, ref cleaned);
        }

        return Run(text, CharacterKind.Word, ref cleaned);
    }

    private static int Plain(ReadOnlySpan<char> text, ref CleanedText cleaned) => Run(text, CharacterKind.Plain, ref cleaned);

    private int Sign(ReadOnlySpan<char> text, bool afterWord, ref CleanedText cleaned)
    {
        switch (text[0])
        {
            case '@' when !afterWord && TweetSyntax.Name(text[1..]) is var name and > 0:
                return Part(text[..(1 + name)], Options.Mentions, UserToken, ref cleaned);
            case '#' when !afterWord && text.Length > 1 && CharacterKinds.Of(text[1]) == CharacterKind.Word:
                return 1;
            case '&' when TweetSyntax.Entity(text, out var character) is var entity and > 0:
                if (character == " ")
                {
                    cleaned.Space();
                }
                else
                {
                    cleaned.Append(character);
                }

                return entity;
            default:
                cleaned.Append(text[..1]);
                return 1;
        }
    }

    private int Emoji(ReadOnlySpan<char> text, ref CleanedText cleaned)
    {
        var length = EmojiCluster.LengthAt(text);
        cleaned.Space();
        if (Options.KeepEmoji)
        {
            var emoji = text[..length];
            while (emoji.IndexOfAny('\ufe0e', '\ufe0f') is var selector and >= 0)   // ❤ and ❤️ are one
            {
                cleaned.Append(emoji[..selector]);
                emoji = emoji[(selector + 1)..];
            }

            cleaned.Append(emoji);
            cleaned.Space();
        }

        return length;
    }

    private int Pair(ReadOnlySpan<char> text, ref CleanedText cleaned)
    {
        var codePoint = char.ConvertToUtf32(text[0], text[1]);   // a normal form has no halves
        if (EmojiCluster.IsBase(codePoint))
        {
            return Emoji(text, ref cleaned);
        }

        if (CharUnicodeInfo.GetUnicodeCategory(codePoint) != UnicodeCategory.Format)
        {
            cleaned.Append(text[..2]);
        }

        return 2;
    }

    private static int Blank(CharacterKind kind, ref CleanedText cleaned)
    {
        if (kind == CharacterKind.Space)
        {
            cleaned.Space();
        }

        return 1;
    }

    private static int Run(ReadOnlySpan<char> text, CharacterKind kind, ref CleanedText cleaned)
    {
        var length = 1;
        while (length < text.Length && CharacterKinds.Of(text[length]) == kind)
        {
            length++;
        }

        cleaned.Append(text[..length]);
        return length;
    }

    private static int Part(ReadOnlySpan<char> part, TweetPart choice, string token, ref CleanedText cleaned)
    {
        switch (choice)
        {
            case TweetPart.Keep:
                cleaned.Append(part);
                break;
            case TweetPart.Replace:
                cleaned.Append(token);
                break;
            default:
                cleaned.Space();
                break;
        }

        return part.Length;
    }
}
