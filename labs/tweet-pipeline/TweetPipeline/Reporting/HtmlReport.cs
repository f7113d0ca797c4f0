using System.Globalization;
using System.Net;
using System.Text;

namespace TweetPipeline.Reporting;

/// <summary>The report as one web page that loads nothing, with charts drawn as SVG.</summary>
public static class HtmlReport
{
    private const string Style =
        """
        :root { color-scheme: light dark; --paper: #fbfaf7; --card: #fff; --ink: #1c1d20; --soft: #62656d; --line: #e3e1da; --track: #eeece5; --accent: #0072b2; --other: #a8a49a; }
        @media (prefers-color-scheme: dark) { :root { --paper: #16171a; --card: #1f2125; --ink: #ececea; --soft: #a2a5ad; --line: #34373d; --track: #2b2e33; --accent: #56b4e9; --other: #6d6a62; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 62rem; padding: 1rem 1rem 3rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: .8rem 0 .2rem; }
        h2 { font-size: 1.05rem; margin: 0 0 .5rem; }
        p, .soft { color: var(--soft); margin: .4rem 0; }
        .grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: .8rem; margin: .8rem 0; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: .7rem; padding: .9rem 1rem; min-width: 0; }
        table { border-collapse: collapse; width: 100%; }
        th { font-weight: 400; text-align: left; padding: .15rem .5rem .15rem 0; }
        td { padding: .15rem 0; }
        td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; padding-left: .6rem; }
        td.bar { width: 45%; }
        svg { display: block; width: 100%; height: 14px; }
        .track { fill: var(--track); } .mine { fill: var(--accent); } .theirs { fill: var(--other); }
        """;

    /// <summary>Writes the report.</summary>
    public static string Of(RunSummary run)
    {
        var rows = BeforeAfter.Brief.Append(BeforeAfter.Of(run)).ToList();
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        page.Append(CultureInfo.InvariantCulture, $"<title>tweet-pipeline: {run.Tweets:N0} tweets</title><style>{Style}</style></head><body><main>");
        page.Append(CultureInfo.InvariantCulture, $"<h1>{run.Tweets:N0} tweets in {run.Seconds:N2} s</h1><p>{Text(run.Input)} - {Text(run.Settings)}</p><div class=\"grid\">");
        Chart("Tweets per second", rows.Select(row => new Bar(row.Name, row.TweetsPerSecond, row.TweetsPerSecond.ToString("N1", CultureInfo.InvariantCulture))));
        Chart("Seconds for 1,000 tweets", rows.Select(row => new Bar(row.Name, 1000 / Math.Max(1e-9, row.TweetsPerSecond), (1000 / Math.Max(1e-9, row.TweetsPerSecond)).ToString("N2", CultureInfo.InvariantCulture))));
        Chart("Memory, MB", rows.Select(row => new Bar(row.Name, row.Megabytes, row.Megabytes?.ToString("N0", CultureInfo.InvariantCulture) ?? "not given")));
        Chart("Seconds per phase, all threads together", run.Phases.Select(phase => new Bar(phase.Key.Replace('_', ' '), phase.Value, phase.Value.ToString("0.000", CultureInfo.InvariantCulture))));
        foreach (var figure in run.Values.GroupBy(value => value.Key.Split('/')[0]))
        {
            Chart($"Tweets by {figure.Key.Replace('_', ' ')}", figure.Select(value => new Bar(value.Key.Split('/')[1].Replace('_', ' '), value.Value, value.Value.ToString("N0", CultureInfo.InvariantCulture))));
        }

        Chart("Rows", run.Counters.Select(counter => new Bar(counter.Key.Replace('_', ' '), counter.Value, counter.Value.ToString("N0", CultureInfo.InvariantCulture))).Append(new("cache hit rate", null, run.HitRate.ToString("0.0%", CultureInfo.InvariantCulture))));
        if (run.Errors.Count > 0)
        {
            Chart("Errors, each with a fallback", run.Errors.Select(error => new Bar($"{error.Stage}: {error.First}", null, error.Count.ToString("N0", CultureInfo.InvariantCulture))));
        }

        page.Append(CultureInfo.InvariantCulture, $"</div><p>The brief's figures are for {BeforeAfter.Tweets:N0} tweets and another machine. This run's seconds begin with the start of the program.</p></main></body></html>\n");
        return page.ToString();

        void Chart(string title, IEnumerable<Bar> bars)
        {
            var all = bars.ToList();
            var most = all.Max(bar => bar.Value ?? 0);
            page.Append(CultureInfo.InvariantCulture, $"<section><h2>{Text(title)}</h2><table>");
            foreach (var (name, value, shown) in all)
            {
                page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Text(name)}</th>");
                if (most > 0)
                {
                    var width = 100 * (value ?? 0) / most;
                    page.Append(CultureInfo.InvariantCulture, $"<td class=\"bar\"><svg aria-hidden=\"true\"><rect class=\"track\" width=\"100%\" height=\"14\" rx=\"3\"/><rect class=\"{(name.StartsWith("The brief", StringComparison.Ordinal) ? "theirs" : "mine")}\" width=\"{width:0.##}%\" height=\"14\" rx=\"3\"/></svg></td>");
                }

                page.Append(CultureInfo.InvariantCulture, $"<td class=\"number\">{Text(shown)}</td></tr>");
            }

            page.Append("</table></section>");
        }
    }

    /// <summary>A bar; without a value, only its text.</summary>
    private sealed record Bar(string Name, double? Value, string Shown);

    private static string Text(string text) => WebUtility.HtmlEncode(string.Concat(text.Where(letter => !char.IsControl(letter))));
}
