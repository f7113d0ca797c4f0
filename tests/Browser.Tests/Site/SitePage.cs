namespace Browser.Tests.Site;

/// <summary>What one page of the site was seen to do.</summary>
/// <param name="Path">The page, below the site's folder.</param>
/// <param name="Overflows">The appearances in which it scrolls sideways, and by how much.</param>
/// <param name="Findings">The serious and critical findings of axe-core.</param>
/// <param name="Bytes">What the browser loads for it without Plotly, by the body sizes that it reports.</param>
internal sealed record SitePage(string Path, IReadOnlyList<string> Overflows, IReadOnlyList<string> Findings, long Bytes)
{
    /// <summary>The index of the search comes last, after the page's load event.</summary>
    private const string IsComplete = """
        () => !document.querySelector('.md-search') || performance.getEntriesByName(new URL('search/search_index.json', new URL(JSON.parse(document.querySelector('#__config').textContent).base + '/', location))).length > 0
        """;

    /// <summary>By how many pixels the page is wider than the window, when what moves after a change of width has come to rest.</summary>
    private const string Overflow = """
        async () => {
            await Promise.allSettled(document.getAnimations().map(animation => animation.finished));
            return document.documentElement.scrollWidth - document.documentElement.clientWidth;
        }
        """;

    private const string Weigh = """
        () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
            .filter(entry => !/plotly[^/]*\.js$/.test(entry.name)).reduce((sum, entry) => sum + entry.decodedBodySize, 0)
        """;

    /// <summary>
    /// Leaves one token of each kind in the page's code, and unwraps the others: a notebook has thousands, all in the colours of a dozen,
    /// and axe-core would compute the colours of each.
    /// </summary>
    private const string ThinCode = """
        () => {
            const kept = new Set();
            for (const token of document.querySelectorAll('pre code span[class]')) {
                const kind = [token.closest('div[class]')?.className, token.parentElement.className, token.className].join('/');
                if (kept.has(kind)) token.replaceWith(...token.childNodes); else kept.add(kind);
            }
        }
        """;

    /// <summary>Looks at the open page. All of axe-core runs on the desktop in light colours, and its check of colours in the other appearances.</summary>
    public static async Task<SitePage> Look(IPage page, string path, IReadOnlyList<Appearance> appearances)
    {
        await page.WaitForFunctionAsync(IsComplete);
        var bytes = await page.EvaluateAsync<long>(Weigh);
        List<string> overflows = [], findings = [];
        foreach (var appearance in appearances)
        {
            await appearance.Apply(page);
            var over = await page.EvaluateAsync<int>(Overflow);
            if (over > 0)
            {
                overflows.Add($"{path} {appearance}: {over} px");
            }

            await page.EvaluateAsync(ThinCode);
            var found = await (appearance == Appearance.DesktopLight ? Axe.SeriousFindings(page) : Axe.SeriousFindings(page, "color-contrast"));
            findings.AddRange(found.Select(finding => $"{path} {appearance}: {finding}"));
        }

        return new(path, overflows, findings, bytes);
    }
}
