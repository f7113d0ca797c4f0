namespace Browser.Tests.Site;

/// <summary>What one page of the site was seen to do.</summary>
/// <param name="Path">The page, below the site's folder.</param>
/// <param name="Overflows">The appearances in which it scrolls sideways, and by how much.</param>
/// <param name="Findings">The serious and critical findings of axe-core.</param>
/// <param name="Bytes">What the browser loads for it without Plotly, by the body sizes that it reports.</param>
internal sealed record SitePage(string Path, IReadOnlyList<string> Overflows, IReadOnlyList<string> Findings, long Bytes)
{
    private const string Weigh = """
        () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
            .filter(entry => !/plotly[^/]*\.js$/.test(entry.name)).reduce((sum, entry) => sum + entry.decodedBodySize, 0)
        """;

    /// <summary>Looks at the open page in all appearances; all of axe-core runs in the first, its check of colours in the others of <paramref name="inspected"/> too.</summary>
    public static async Task<SitePage> Look(IPage page, string path, IReadOnlyCollection<Appearance> inspected)
    {
        var bytes = await page.EvaluateAsync<long>(Weigh);
        List<string> overflows = [], findings = [];
        foreach (var appearance in Appearance.All)
        {
            await appearance.Apply(page);
            var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (over > 0)
            {
                overflows.Add($"{path} {appearance}: {over} px");
            }

            if (inspected.Contains(appearance))
            {
                var found = await (appearance == Appearance.DesktopLight ? Axe.SeriousFindings(page) : Axe.SeriousFindings(page, "color-contrast"));
                findings.AddRange(found.Select(finding => $"{path} {appearance}: {finding}"));
            }
        }

        return new(path, overflows, findings, bytes);
    }
}
