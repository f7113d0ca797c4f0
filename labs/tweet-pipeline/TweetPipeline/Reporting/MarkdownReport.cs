using System.Globalization;
using System.Text;

namespace TweetPipeline.Reporting;

/// <summary>The report as Markdown.</summary>
public static class MarkdownReport
{
    /// <summary>Writes the report.</summary>
    public static string Of(RunSummary run)
    {
        var text = new StringBuilder();
        Line($"# {run.Tweets:N0} tweets in {run.Seconds:N2} s");
        Line($"Input: `{Plain(run.Input)}`. Mode: {Plain(run.Settings)}.");
        Line($"");
        Line($"| | tweets/s | seconds | memory |");
        Line($"|---|--:|--:|--:|");
        foreach (var row in BeforeAfter.Brief.Append(BeforeAfter.Of(run)))
        {
            Line($"| {row.Name} | {row.TweetsPerSecond:N1} | {row.Seconds:N2} | {(row.Megabytes is { } megabytes ? string.Create(CultureInfo.InvariantCulture, $"{megabytes:N0} MB") : "-")} |");
        }

        Line($"");
        Line($"The brief's figures are for {BeforeAfter.Tweets:N0} tweets and another machine.");
        Table("Rows", [.. run.Counters.Select(counter => (counter.Key.Replace('_', ' '), counter.Value.ToString("N0", CultureInfo.InvariantCulture))), ("rejects in all", run.Rejects.ToString("N0", CultureInfo.InvariantCulture)), ("cache hit rate", run.HitRate.ToString("0.0%", CultureInfo.InvariantCulture))]);
        Table("Seconds per phase, all threads together", [.. run.Phases.Select(phase => (phase.Key.Replace('_', ' '), phase.Value.ToString("0.000", CultureInfo.InvariantCulture)))]);
        Table("Figures", [.. run.Values.Select(value => (value.Key.Replace("/", ": ", StringComparison.Ordinal), value.Value.ToString("N0", CultureInfo.InvariantCulture)))]);
        Table("Errors", [.. run.Errors.Select(error => ($"{error.Stage}: {Plain(error.First)}", error.Count.ToString("N0", CultureInfo.InvariantCulture)))]);
        return text.ToString();

        void Table(string title, IReadOnlyList<(string Name, string Value)> rows)
        {
            if (rows.Count > 0)
            {
                Line($"");
                Line($"## {title}");
                Line($"");
                Line($"| | |");
                Line($"|---|--:|");
                foreach (var (name, value) in rows)
                {
                    Line($"| {name} | {value} |");
                }
            }
        }

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Plain(string text) => string.Concat(text.Where(letter => !char.IsControl(letter))).Replace("|", "\\|", StringComparison.Ordinal).Replace("`", "'", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
