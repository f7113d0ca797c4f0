using Ganss.Xss;

namespace Frugal.Site.Notebooks;

/// <summary>Makes the HTML that a cell shows harmless: no script, no form, nothing of another host, and no element left open.</summary>
internal static class SafeHtml
{
    private static readonly HtmlSanitizer Sanitizer = Configure();

    /// <summary>The HTML without what could run, load or reach out of its place.</summary>
    public static string Of(string html)
    {
        lock (Sanitizer)
        {
            return Sanitizer.Sanitize(html);
        }
    }

    private static HtmlSanitizer Configure()
    {
        var sanitizer = new HtmlSanitizer();
        sanitizer.AllowedTags.ExceptWith(["form", "input", "button", "select", "textarea", "option", "optgroup", "label", "fieldset"]);
        sanitizer.AllowedAttributes.ExceptWith(["id", "name", "target"]);
        sanitizer.AllowedSchemes.UnionWith(["mailto", "data"]);
        sanitizer.FilterUrl += (_, url) => url.SanitizedUrl = url.Tag.LocalName switch
        {
            "img" => url.OriginalUrl.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase) ? url.OriginalUrl : null,
            "a" => NotebookLinks.Stays(url.OriginalUrl) ? url.SanitizedUrl : null,
            _ => null,
        };
        return sanitizer;
    }
}
