using Frugal.Charts.Formatting;
using Frugal.Imaging;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;
using SkiaSharp;

namespace Frugal.Interactive;

/// <summary>The formatters of Frugal's own kernel, as .NET Interactive asks for them: one type and one MIME type at a time.</summary>
internal static class ToolFormatters
{
    public static void Register()
    {
        Show(typeof(GenericChart), Mime.Html);
        Show(typeof(HtmlFragment), Mime.Html);
        foreach (var picture in new[] { typeof(RgbImage), typeof(SKBitmap), typeof(SKImage) })
        {
            Show(picture, Mime.Png);
        }

        // Whatever our kernel shows as a table. What it does not is the tool's own affair.
        Formatter.Register<object>((value, context) => Write(Formatters.Table(value)?.ToHtml(), context), Mime.Html);
        Formatter.Register<object>((value, context) => Write(Formatters.Table(value)?.ToText(), context), Mime.Text);
    }

    private static void Show(Type type, string mime)
    {
        foreach (var form in new[] { mime, Mime.Text })
        {
            Formatter.Register(type, (value, context) => Write(Formatters.Format(value)[form], context), form);
        }

        Formatter.SetPreferredMimeTypesFor(type, mime, Mime.Text);
    }

    private static bool Write(string? text, FormatContext context)
    {
        if (text is null)
        {
            return false;
        }

        context.Writer.Write(text);
        return true;
    }
}
