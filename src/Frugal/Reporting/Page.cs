using System.Security.Cryptography;
using System.Text;

namespace Frugal.Reporting;

/// <summary>
/// A self-contained web page: one file that loads nothing, for phones and desktops, light and dark. Its content security policy lets only its own
/// scripts run, so that nothing that a page quotes can.
/// </summary>
internal sealed record Page
{
    /// <summary>The title, as text.</summary>
    public required string Title { get; init; }

    /// <summary>The content of the main element.</summary>
    public required RawHtml Body { get; init; }

    /// <summary>The style sheet after the common one.</summary>
    public string Style { get; init; } = "";

    /// <summary>The scripts that run after the body was read.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>The language code of a page in one language.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Whether the page holds each text in English and French, with a switch in its head.</summary>
    public bool Bilingual { get; init; }

    /// <summary>Whether elements may be styled where they stand, as charts and the outputs of cells are.</summary>
    public bool InlineStyles { get; init; }

    /// <summary>The page as HTML.</summary>
    public string Render()
    {
        var style = Lines(Common("page.css") + Style);
        string[] scripts = [.. (Bilingual ? Scripts.Prepend(Common("language.js")) : Scripts).Select(Lines)];
        string[] policy =
        [
            "default-src 'none'", "base-uri 'none'", "form-action 'none'", $"img-src data:{(InlineStyles ? " blob:" : "")}",
            $"style-src {(InlineStyles ? "'unsafe-inline'" : Hash(style))}",
            $"script-src {(scripts.Length == 0 ? "'none'" : string.Join(' ', scripts.Select(Hash)))}",
        ];
        return Templates.Render("page.liquid", new
        {
            Title,
            Language,
            Body,
            Bilingual,
            Policy = new RawHtml(string.Join("; ", policy)),
            Style = new RawHtml(style),
            Scripts = scripts.Select(script => new RawHtml(script)),
        }).Text;
    }

    private static string Common(string name) => Templates.Text(typeof(Page), name);

    /// <summary>The text with the line ends that an HTML parser sees and a browser hashes.</summary>
    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
