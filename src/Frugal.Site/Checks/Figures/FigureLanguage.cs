using System.Globalization;

namespace Frugal.Site.Checks.Figures;

/// <summary>How a language writes figures: its numbers and the words of the generated tables.</summary>
internal sealed record FigureLanguage(string Code, NumberFormatInfo Numbers, IReadOnlyDictionary<string, string> Words)
{
    public static FigureLanguage English { get; } = new("en", CultureInfo.InvariantCulture.NumberFormat, EnglishRows);

    public static FigureLanguage French { get; } = new("fr", new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u00A0" }, FrenchWords.All);

    /// <summary>The one of a language of the site.</summary>
    public static FigureLanguage Of(SiteLanguage language) => language.Choose(English, French);

    /// <summary>Words that English has for a key of the French ones: above all, rows of the benchmark that say too little outside their section.</summary>
    private static Dictionary<string, string> EnglishRows => new()
    {
        ["points gained"] = "points",
        ["tweeteval"] = "TweetEval",
        ["support-en"] = "support tweets, English",
        ["support-fr"] = "support tweets, French",
        ["50%, fine-tuned"] = "50% of the channels removed, fine-tuned",
        ["50%, fine-tuned, int8"] = "50% of the channels removed, fine-tuned, int8",
        ["25% by Taylor saliency, not trained afterwards"] = "25% of the channels removed by Taylor saliency, not trained afterwards",
        ["int8, trained for it, scales learnt"] = "int8, trained for it, learned scales",
    };

    /// <summary>The word or phrase in this language.</summary>
    public string this[string english] => Code == "en"
        ? Words.GetValueOrDefault(english, english).Replace("scale a channel", "scale per channel", StringComparison.Ordinal).Replace("scale a layer", "scale per layer", StringComparison.Ordinal)
        : Words.TryGetValue(english, out var word) ? word : throw new KeyNotFoundException($"FrenchWords lacks \"{english}\".");

    public string Number(double value, string format) => value.ToString(format, Numbers);

    public string Percent(double share) => Number(share * 100, "0.0") + (Code == "en" ? "%" : "\u00A0%");

    public string Times(double ratio) => Number(ratio, "0.00") + (Code == "en" ? "x" : "\u00A0x");
}
