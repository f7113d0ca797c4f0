using Frugal.Site.Building;

namespace Frugal.Site.Checks.Links;

/// <summary>Every address of every built page and of its style sheets leads to a file and heading of the site; only links leave it.</summary>
internal sealed class LinkCheck : ISiteCheck
{
    /// <inheritdoc/>
    public string Name => "links";

    /// <inheritdoc/>
    public IEnumerable<SiteFault> Find(CheckedSite site, CancellationToken cancellation)
    {
        var addresses = new SiteAddress(site);
        var styles = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var page in site.Built)
        {
            cancellation.ThrowIfCancellationRequested();
            var file = Path.Combine(site.Folder, page);
            foreach (var reference in site.Page(file).References)
            {
                if (addresses.Fault(file, reference.Address, reference.Use) is { } fault)
                {
                    var (source, line) = LinkOrigin.Of(site, page, reference);
                    yield return new(source, line, fault);
                }
                else if (reference.Use == ReferenceUse.Load && SiteAddress.Target(file, reference.Address) is { } style && style.EndsWith(".css", StringComparison.Ordinal))
                {
                    styles.Add(style);
                }
            }
        }

        foreach (var style in styles)
        {
            foreach (var (address, line) in StyleAddresses.In(File.ReadAllText(style)))
            {
                if (addresses.Fault(style, address, ReferenceUse.Load) is { } fault)
                {
                    yield return new(site.NameOf(style), line, fault);
                }
            }
        }
    }
}
