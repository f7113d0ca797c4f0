using System.Text;
using System.Text.RegularExpressions;
using Frugal.Texts;

namespace Frugal.Tests.Texts.Cleaning;

/// <summary>The cleaner as one regular expression over the normalised text.</summary>
internal static class NaiveCleaner
{
    private const string NotInWord = @"(?<![\p{L}\p{Nd}_])";
    private const string Base = @"(?:\uD83C[\uDC00-\uDFFF]|\uD83D[\uDC00-\uDFFF]|\uD83E[\uDC00-\uDEFF]|[\u2600-\u27BF\u231A\u231B\u2328\u23CF\u23E9-\u23F3\u23F8-\u23FA\u2194-\u2199\u21A9\u21AA\u25AA\u25AB\u25B6\u25C0\u25FB-\u25FE\u2B05-\u2B07\u2B1B\u2B1C\u2B50\u2B55])";
    private const string Modifier = @"(?:[\uFE0E\uFE0F\u20E3]|\uD83C[\uDFFB-\uDFFF]|\uDB40[\uDC20-\uDC7F])";
    private const string Regional = @"\uD83C[\uDDE6-\uDDFF]";

    private static readonly Regex Part = new(string.Join('|',
        @"(?<retweet>\ART @[A-Za-z0-9_]+:)",
        $@"(?<url>{NotInWord}(?:[Hh][Tt][Tt][Pp][Ss]?://|[Ww][Ww][Ww]\.|[Tt]\.[Cc][Oo]/|[Pp][Ii][Cc]\.[Tt][Ww][Ii][Tt][Tt][Ee][Rr]\.[Cc][Oo][Mm]/)[!#-;=?-~\p{{L}}\p{{Nd}}]*[!#-;=?-~\p{{L}}\p{{Nd}}-[.,;:!?)\]}}']])",
        $"(?<mention>{NotInWord}@[A-Za-z0-9_]+)",
        $@"(?<hash>{NotInWord}\#(?=[\p{{L}}\p{{Nd}}_]))",
        "(?<entity>&(?:amp|lt|gt|quot|\\#39|apos|nbsp);)",
        $"(?<emoji>(?:{Regional}){{2}}|{Regional}|{Base}(?:{Modifier}|\u200D{Base})*)",
        @"(?<dropped>[\p{Cc}\p{Cf}\uFE0E\uFE0F\u20E3-[\s]]|\uDB40[\uDC01\uDC20-\uDC7F])"), RegexOptions.CultureInvariant);

    public static string Clean(string tweet, TweetCleanerOptions options)
    {
        var whole = new StringBuilder();
        for (var at = 0; at < tweet.Length; at++)
        {
            if (!char.IsSurrogate(tweet[at]) && tweet[at] != '\ufffe')
            {
                whole.Append(tweet[at]);
            }
            else if (at + 1 < tweet.Length && char.IsSurrogatePair(tweet, at))
            {
                whole.Append(tweet, at++, 2);
            }
        }

        var cleaned = Part.Replace(whole.ToString().Normalize(NormalizationForm.FormKC), match => Replacement(match, options));
        return Regex.Replace(cleaned, @"\s+", " ").Trim(' ');
    }

    private static string Replacement(Match match, TweetCleanerOptions options)
    {
        var kind = match.Groups.Values.Skip(1).First(group => group.Success).Name;
        return kind switch
        {
            "retweet" => options.Mentions == TweetPart.Keep ? match.Value : "",
            "url" => Chosen(options.Urls, "<url>"),
            "mention" => Chosen(options.Mentions, "<user>"),
            "entity" => match.Value switch { "&amp;" => "&", "&lt;" => "<", "&gt;" => ">", "&quot;" => "\"", "&nbsp;" => " ", _ => "'" },
            "emoji" => options.KeepEmoji ? $" {match.Value.Replace("\uFE0E", "").Replace("\uFE0F", "")} " : " ",
            _ => "",
        };

        string Chosen(TweetPart choice, string token) => choice switch { TweetPart.Keep => match.Value, TweetPart.Replace => token, _ => " " };
    }
}
