using System.Globalization;
using Frugal.Site.Building;

namespace Frugal.Site.Checks.Links;

/// <summary>Every page weighs little: the page with the styles, scripts, images and fonts that it loads. Plotly, which charts need, is not counted.</summary>
internal sealed class WeightCheck : ISiteCheck
{
    /// <summary>The most that a page may weigh, in bytes.</summary>
    public const long Limit = 1_500_000;

    private const string NotCounted = "plotly";

    /// <inheritdoc/>
    public string Name => "weights";

    /// <inheritdoc/>
    public IEnumerable<SiteFault> Find(CheckedSite site, CancellationToken cancellation) =>
        from page in site.Built
        let files = Files(site, Path.Combine(site.Folder, page)).Select(file => (Name: site.NameOf(file), new FileInfo(file).Length)).OrderByDescending(file => file.Length).ToList()
        let total = files.Sum(file => file.Length)
        where total > Limit
        select new SiteFault(site.NameOf(Path.Combine(site.Folder, page)), 1, $"weighs {Megabytes(total)} with what it loads; allowed are {Megabytes(Limit)} without Plotly. The largest part is {files[0].Name}: {Megabytes(files[0].Length)}");

    private static HashSet<string> Files(CheckedSite site, string page)
    {
        var files = new HashSet<string>(StringComparer.Ordinal) { page };
        foreach (var file in site.Page(page).References.Where(reference => reference.Use == ReferenceUse.Load).Select(reference => SiteAddress.Target(page, reference.Address)))
        {
            Add(file);
        }

        return files;

        void Add(string? file)
        {
            if (file is null || !File.Exists(file) || Path.GetFileName(file).Contains(NotCounted, StringComparison.OrdinalIgnoreCase) || !files.Add(file) || !file.EndsWith(".css", StringComparison.Ordinal))
            {
                return;
            }

            foreach (var (address, _) in StyleAddresses.In(File.ReadAllText(file)))
            {
                Add(SiteAddress.Target(file, address));
            }
        }
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.00} MB");
}
