using System.Collections;
using System.Globalization;

namespace Frugal.Site.Diagrams;

/// <summary>The texts of a diagram in both languages, by key. <c>{0}</c>, <c>{1}</c> are places for figures.</summary>
internal sealed class Wording : IEnumerable<string>
{
    private readonly Dictionary<string, (string English, string French)> texts = [];

    public void Add(string key, string english, string french) => texts.Add(key, (english, french));

    /// <summary>The texts in a language.</summary>
    public Words In(SiteLanguage language) =>
        new(language, texts.ToDictionary(text => text.Key, text => language.Choose(text.Value.English, text.Value.French)));

    /// <summary>The keys.</summary>
    public IEnumerator<string> GetEnumerator() => texts.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>The texts of a diagram in one language, and numbers as the language writes them.</summary>
internal sealed record Words(SiteLanguage Language, IReadOnlyDictionary<string, string> Texts)
{
    private static readonly NumberFormatInfo FrenchNumbers = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u00a0", NegativeSign = "−" };
    private static readonly NumberFormatInfo EnglishNumbers = new() { NegativeSign = "−" };

    /// <summary>The text of a key.</summary>
    public string this[string key] => Texts[key];

    /// <summary>The text of a key with its figures.</summary>
    public string With(string key, params object[] figures) => string.Format(CultureInfo.InvariantCulture, Texts[key], figures);

    /// <summary>A number with the language's marks; <paramref name="format"/> as in .NET: <c>0.##</c>, <c>#,##0</c>.</summary>
    public string Number(double value, string format = "0.####") => value.ToString(format, Language.Choose(EnglishNumbers, FrenchNumbers));

    /// <summary>A share in [0, 1] as a percentage.</summary>
    public string Percent(double share, string format = "0") => Number(100 * share, format) + Language.Choose("%", "\u00a0%");
}
