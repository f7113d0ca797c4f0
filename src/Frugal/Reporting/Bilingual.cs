using System.Globalization;
using Frugal.Measuring;

namespace Frugal.Reporting;

/// <summary>A text in the two languages of a page; the page's style sheet shows one of them.</summary>
internal readonly record struct Bilingual(string English, string French)
{
    /// <summary>Both texts as HTML, each marked with its language.</summary>
    public string Html => English == French
        ? Templates.Escape(English)
        : $"<span lang=\"en\">{Templates.Escape(English)}</span><span lang=\"fr\">{Templates.Escape(French)}</span>";

    /// <summary>A number as <see cref="Significant"/> prints it, with each language's decimal mark.</summary>
    public static Bilingual Number(string text) => new(text, text.Replace('.', ','));

    /// <summary>A size: MB in English, Mo in French.</summary>
    public static Bilingual Size(long bytes)
    {
        var text = new ByteSize(bytes).ToString();
        return new(text, text.Replace('.', ',').Replace('B', 'o'));
    }

    /// <summary>A duration in milliseconds, with its unit.</summary>
    public static Bilingual Time(double milliseconds) => Number(new Milliseconds(milliseconds).ToString());

    /// <summary>A difference with its sign and one decimal: +0.4, −0.6.</summary>
    public static Bilingual Signed(double difference) => Number(difference.ToString("+0.0;\u22120.0;0.0", CultureInfo.InvariantCulture));

    /// <summary>A share in [0, 1] as a percentage.</summary>
    public static Bilingual Percent(double share) => Number((100 * share).ToString("F1", CultureInfo.InvariantCulture)) + ("%", "\u00a0%");

    /// <summary>A ratio: 3.71x, 3,71x.</summary>
    public static Bilingual Times(double ratio) => Number(ratio.ToString("F2", CultureInfo.InvariantCulture)) + "\u00d7";

    public static Bilingual operator +(Bilingual left, Bilingual right) => new(left.English + right.English, left.French + right.French);

    public static implicit operator Bilingual((string English, string French) texts) => new(texts.English, texts.French);

    public static implicit operator Bilingual(string both) => new(both, both);
}
