using Deque.AxeCore.Commons;

namespace Browser.Tests.Site;

/// <summary>axe-core, which finds what people cannot read or reach. It runs in the page itself: the package's own way opens another page for each result.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>The serious and critical findings on the open page: the rule, the element's selector and its text.</summary>
    public static Task<string[]> SeriousFindings(IPage page) => Findings(page, null, null);

    /// <summary>Texts of too little contrast in the page's first element of a selector; in the whole page if it has none.</summary>
    public static Task<string[]> ColorFindings(IPage page, string within) => Findings(page, within, "color-contrast");

    private static async Task<string[]> Findings(IPage page, string? within, string? rule)
    {
        await page.EvaluateAsync($"if (!window.axe) {{ {Script} }}");
        return await page.EvaluateAsync<string[]>("""
            async ([within, rule]) => {
                const only = rule ? { runOnly: { type: 'rule', values: [rule] } } : {};
                const { violations } = await axe.run(within && document.querySelector(within) || document, { resultTypes: ['violations'], ...only });
                return violations.filter(finding => ['serious', 'critical'].includes(finding.impact))
                    .flatMap(finding => finding.nodes.map(node => `${finding.id}: ${node.target}: ${node.html.slice(0, 200)}`));
            }
            """, new[] { within, rule });
    }
}
