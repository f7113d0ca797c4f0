using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Frugal.Charts;

namespace Frugal.Grading.Cards;

/// <summary>Builds HTML. The interpolated values of a string are escaped, so that no text of a student can become a tag;
/// only <see cref="Raw"/> is inserted unescaped.</summary>
internal sealed class HtmlPage
{
    private readonly StringBuilder text = new();

    /// <summary>Text that is already HTML.</summary>
    public readonly record struct Raw(string Html);

    /// <summary>Formats the `quoted` parts of a text as code.</summary>
    public static Raw WithCode(string text) => new(string.Concat(Bilingual.Escape(PlainText.Clean(text)).Split('`') switch
    {
        { Length: var parts } pieces when parts % 2 == 1 => pieces.Select((piece, i) => i % 2 == 1 ? $"<code>{piece}</code>" : piece),
        var unpaired => [string.Join('`', unpaired)],
    }));

    public void Add([InterpolatedStringHandlerArgument("")] ref Handler html) => html.Done();

    public override string ToString() => text.ToString();

    /// <summary>Escapes the values of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Handler(int literalLength, int formattedCount, HtmlPage page)
    {
        private readonly int length = page.text.EnsureCapacity(page.text.Length + literalLength + 16 * formattedCount);

        public void AppendLiteral(string html) => page.text.Append(html);

        public void AppendFormatted(string? value) => page.text.Append(Bilingual.Escape(PlainText.Clean(value ?? "")));

        public void AppendFormatted(int value) => page.text.Append(CultureInfo.InvariantCulture, $"{value}");

        public void AppendFormatted(double value, string? format = null) => page.text.Append(value.ToString(format, CultureInfo.InvariantCulture));

        public void AppendFormatted(Bilingual value) => page.text.Append(value.Html);

        public void AppendFormatted(Raw value) => page.text.Append(value.Html);

        internal void Done() => _ = length;
    }
}
