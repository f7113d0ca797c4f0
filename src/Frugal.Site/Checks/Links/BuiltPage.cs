using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Frugal.Site.Checks.Links;

/// <summary>What the checks need of a built page.</summary>
/// <param name="File">Its full path.</param>
/// <param name="Anchors">What an address can name in it after <c>#</c>.</param>
/// <param name="References">All addresses in it, in order.</param>
/// <param name="Switches">The address that its language menu has for each language.</param>
internal sealed partial record BuiltPage(string File, IReadOnlySet<string> Anchors, IReadOnlyList<Reference> References, IReadOnlyDictionary<string, string> Switches)
{
    private static readonly string[] Attributes = ["href", "xlink:href", "src", "srcset", "imagesrcset", "poster", "data", "action", "formaction"];

    private static readonly string[] LoadedLinks = ["stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon"];

    /// <summary>Reads a page.</summary>
    public static BuiltPage Read(string file)
    {
        var document = new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true }).ParseDocument(System.IO.File.ReadAllText(file));
        var elements = document.All.ToList();
        return new(
            file,
            elements.SelectMany(element => new[] { element.Id, element.LocalName == "a" ? element.GetAttribute("name") : null }).OfType<string>().ToHashSet(StringComparer.Ordinal),
            [.. elements.SelectMany(In)],
            elements.Where(element => element.LocalName == "a" && element.HasAttribute("hreflang")).GroupBy(element => element.GetAttribute("hreflang")!)
                .ToDictionary(group => group.Key, group => group.First().GetAttribute("href") ?? ""));
    }

    private static IEnumerable<Reference> In(IElement element)
    {
        var line = element.SourceReference?.Position.Line ?? 1;
        foreach (var attribute in Attributes.Where(name => element.HasAttribute(name) && (name != "data" || element.LocalName == "object")))
        {
            var value = element.GetAttribute(attribute)!;
            foreach (var address in attribute.EndsWith("srcset", StringComparison.Ordinal) ? value.Split(',').Select(choice => choice.Trim().Split(' ')[0]) : [value.Trim()])
            {
                yield return new(address, line, UseOf(element));
            }
        }

        foreach (var address in StyleAddresses.In(element.GetAttribute("style") ?? "").Concat(element.LocalName == "style" ? StyleAddresses.In(element.TextContent) : []))
        {
            yield return new(address.Address, line, ReferenceUse.Load);
        }

        if (element.LocalName == "meta" && Refresh().Match(element.GetAttribute("content") ?? "") is { Success: true } refresh && element.HasAttribute("http-equiv"))
        {
            yield return new(refresh.Groups[1].Value, line, ReferenceUse.Mention);
        }
    }

    private static ReferenceUse UseOf(IElement element) => element.LocalName switch
    {
        "a" or "area" => ReferenceUse.Link,
        "form" or "base" => ReferenceUse.Mention,
        "link" => (element.GetAttribute("rel") ?? "").Split(' ').Intersect(LoadedLinks, StringComparer.OrdinalIgnoreCase).Any() ? ReferenceUse.Load : ReferenceUse.Mention,
        _ => ReferenceUse.Load,
    };

    [GeneratedRegex(@"^\s*\d+\s*;\s*url=['""]?([^'""]+)['""]?", RegexOptions.IgnoreCase)]
    private static partial Regex Refresh();
}
