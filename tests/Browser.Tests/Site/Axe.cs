using Deque.AxeCore.Commons;

namespace Browser.Tests.Site;

/// <summary>axe-core, which finds what people cannot read or reach. It runs in the page itself: the package's own way opens another page for each result.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>The serious and critical findings on the open page: the rule, the element's selector and its text.</summary>
    /// <param name="page">The page.</param>
    /// <param name="rules">The rules to check; all if none is named.</param>
    public static async Task<string[]> SeriousFindings(IPage page, params string[] rules)
    {
        await page.EvaluateAsync($"if (!window.axe) {{ {Script} }}");
        return await page.EvaluateAsync<string[]>("""
            async rules => {
                const only = rules.length ? { runOnly: { type: 'rule', values: rules } } : {};
                const { violations } = await axe.run(document, { resultTypes: ['violations'], ...only });
                return violations.filter(finding => ['serious', 'critical'].includes(finding.impact))
                    .flatMap(finding => finding.nodes.map(node => `${finding.id}: ${node.target}: ${node.html.slice(0, 200)}`));
            }
            """, rules);
    }
}
