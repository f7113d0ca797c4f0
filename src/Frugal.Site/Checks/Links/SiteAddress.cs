using System.Text.RegularExpressions;

namespace Frugal.Site.Checks.Links;

/// <summary>Follows an address of the built site as a browser does that reads the site from disk.</summary>
/// <param name="site">The site.</param>
internal sealed partial class SiteAddress(CheckedSite site)
{
    /// <summary>What is wrong with an address and what to do; null if it leads somewhere.</summary>
    /// <param name="from">The full path of the page or style sheet that has the address.</param>
    /// <param name="address">The address.</param>
    /// <param name="use">What the browser does with it.</param>
    public string? Fault(string from, string address, ReferenceUse use)
    {
        if (Scheme().Match(address) is { Success: true } scheme)
        {
            return SchemeFault(scheme.Value.ToLowerInvariant(), address, use);
        }

        if (address.Length == 0)
        {
            return "an address is empty. Name a page or a file, or remove the link";
        }

        if (address.StartsWith('/'))
        {
            return $"'{address}' begins with /, which leads nowhere on a site read from disk or below a sub-path. Write it relative to the page";
        }

        return FileFault(from, address);
    }

    /// <summary>The file that a relative address leads to; null for another address.</summary>
    public static string? Target(string from, string address)
    {
        if (address.Length == 0 || address.StartsWith('/') || Scheme().IsMatch(address))
        {
            return null;
        }

        var path = Uri.UnescapeDataString(address.Split('#', '?')[0]);
        return path.Length == 0 ? from : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(from)!, path));
    }

    private static string? SchemeFault(string scheme, string address, ReferenceUse use) => (scheme, use) switch
    {
        ("https:", ReferenceUse.Link) or ("mailto:", ReferenceUse.Link) => null,
        ("data:", ReferenceUse.Load) => null,
        ("http:", ReferenceUse.Link) => $"'{address}' is a link without encryption. Write https://, or set the address as code",
        ("https:" or "http:" or "//", _) => $"'{address}' comes from another host. Put the file into the site; only links may lead elsewhere",
        _ => $"'{address}' is not an address that this site uses. Allowed: relative paths, https:// and mailto: in links, data: in images",
    };

    private string? FileFault(string from, string address)
    {
        var target = Target(from, address)!;
        if (!target.StartsWith(site.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return $"'{address}' leads out of the site. Copy the file into the pages, or link to it where it is published";
        }

        if (Directory.Exists(target))
        {
            return $"'{address}' leads to a folder, which shows a list of files on a site read from disk. Name its index.html";
        }

        if (!File.Exists(target))
        {
            return $"'{address}' leads to {site.NameOf(target)}, which does not exist. Correct or remove it";
        }

        var anchor = Uri.UnescapeDataString(address.Contains('#') ? address[(address.IndexOf('#') + 1)..] : "");
        return anchor.Length == 0 || anchor == "top" || !target.EndsWith(".html", StringComparison.Ordinal) || site.Page(target).Anchors.Contains(anchor)
            ? null
            : $"'{address}' leads to the heading '#{anchor}', which {site.NameOf(target)} does not have. Name one of its headings";
    }

    [GeneratedRegex(@"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")]
    private static partial Regex Scheme();
}
