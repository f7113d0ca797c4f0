using System.Globalization;
using Frugal.Measuring;

namespace Frugal.Charts;

/// <summary>A text in the two languages of a page; the page's style sheet shows one of them.</summary>
internal readonly record struct Bilingual(string English, string French)
{
    /// <summary>Both texts as HTML, each marked with its language.</summary>
    public string Html => English == French
        ? Escape(English)
        : $"<span lang=\"en\">{Escape(English)}</span><span lang=\"fr\">{Escape(French)}</span>";

    /// <summary>Escapes text for HTML: the page is UTF-8, so only three special characters are replaced.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace("\"", "&quot;");

    /// <summary>A number as <see cref="Significant"/> prints it, with each language's decimal mark.</summary>
    public static Bilingual Number(string text) => new(text, text.Replace('.', ','));

    /// <summary>A size: MB in English, Mo in French.</summary>
    public static Bilingual Size(long bytes)
    {
        var text = new ByteSize(bytes).ToString();
        return new(text, text.Replace('.', ',').Replace('B', 'o'));
    }

    /// <summary>A share in [0, 1] as a percentage.</summary>
    public static Bilingual Percent(double share) => Number((100 * share).ToString("F1", CultureInfo.InvariantCulture)) + ("%", "\u00a0%");

    /// <summary>A ratio: 3.71x, 3,71x.</summary>
    public static Bilingual Times(double ratio) => Number(ratio.ToString("F2", CultureInfo.InvariantCulture)) + "\u00d7";

    public static Bilingual operator +(Bilingual left, Bilingual right) => new(left.English + right.English, left.French + right.French);

    public static implicit operator Bilingual((string English, string French) texts) => new(texts.English, texts.French);

    public static implicit operator Bilingual(string both) => new(both, both);
}
