namespace Frugal.Charts.Formatting;

/// <summary>The MIME types that front ends show.</summary>
public static class Mime
{
    /// <summary>Plain text; every value has it.</summary>
    public const string Text = "text/plain";

    /// <summary>An HTML fragment.</summary>
    public const string Html = "text/html";

    /// <summary>Markdown.</summary>
    public const string Markdown = "text/markdown";

    /// <summary>A PNG image, in base 64.</summary>
    public const string Png = "image/png";

    /// <summary>A JPEG image, in base 64.</summary>
    public const string Jpeg = "image/jpeg";

    /// <summary>An SVG image.</summary>
    public const string Svg = "image/svg+xml";

    /// <summary>A Plotly figure: a JSON object of data and layout.</summary>
    public const string Plotly = "application/vnd.plotly.v1+json";

    /// <summary>Whether the representation is a JSON value rather than text.</summary>
    internal static bool IsJson(string mime) => mime == "application/json" || mime.EndsWith("+json", StringComparison.Ordinal);
}
