using Frugal.Charts.Formatting;
using Frugal.Imaging;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;
using SkiaSharp;

namespace Frugal.Interactive;

/// <summary>The formatters of Frugal's own kernel in the form that .NET Interactive expects: one type and one MIME type at a time.</summary>
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

        ShowTables([.. Formatter.RegisteredFormatters(true)]);
    }

    private static void Show(Type type, string mime)
    {
        foreach (var form in new[] { mime, Mime.Text })
        {
            Formatter.Register(type, (value, context) => Write(Formatters.Format(value)[form], context), form);
        }

        Formatter.SetPreferredMimeTypesFor(type, mime, Mime.Text);
    }

    /// <summary>
    /// Shows as a table what Frugal's kernel shows as one; passes the rest to <paramref name="tool"/>, the tool's own formatters, which the tool
    /// does not ask once a registered formatter matches.
    /// </summary>
    private static void ShowTables(IReadOnlyList<ITypeFormatter> tool)
    {
        Formatter.Register<object>((value, context) => Write(Formatters.Table(value)?.ToHtml(), context) || ByTool(tool, value, Mime.Html, context), Mime.Html);
        Formatter.Register<object>((value, context) => Write(Formatters.Table(value)?.ToText(), context) || ByTool(tool, value, Mime.Text, context), Mime.Text);
    }

    /// <summary>Asks the formatter of the most derived type first.</summary>
    private static bool ByTool(IReadOnlyList<ITypeFormatter> tool, object value, string mime, FormatContext context)
    {
        var candidates = tool.Where(formatter => formatter.MimeType == mime && formatter.Type.IsInstanceOfType(value)).ToList();
        return candidates.OrderByDescending(formatter => candidates.Count(other => other.Type != formatter.Type && other.Type.IsAssignableFrom(formatter.Type)))
            .Any(formatter => formatter.Format(value, context));
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
