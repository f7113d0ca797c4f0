using System.Globalization;
using System.Text;

namespace Frugal.Benchmarks.Compression;

/// <summary>The tables for people.</summary>
internal static class Markdown
{
    public static string Of(Results results)
    {
        var text = new StringBuilder();
        text.AppendLine("# What compressing is worth, measured").AppendLine();
        text.AppendLine("Written by `./frugal bench compression`; [compression/README.md](../compression/README.md) says what is measured.").AppendLine();
        text.Append(Of(results.Goals));
        foreach (var section in results.Sections)
        {
            text.AppendLine().Append(Of(section));
        }

        return text.ToString();
    }

    public static string Of(IReadOnlyList<Goal> goals)
    {
        var text = new StringBuilder();
        text.AppendLine("| goal | asked | reached | |").AppendLine("|---|---|---|---|");
        foreach (var goal in goals)
        {
            text.AppendLine($"| {goal.Figure} | {goal.Asked} | {goal.Reached} | {(goal.Met ? "met" : "NOT met")} |");
        }

        return text.ToString();
    }

    public static string Of(Table table)
    {
        var text = new StringBuilder();
        var pictures = table.Dataset is { } data ? $"; {data.Count} {data.Split} {(Tweets(table) ? "tweets" : "photos")} of {data.Name}{(data.StandIn ? " (a stand-in)" : "")}" : "; random weights";
        text.AppendLine(CultureInfo.InvariantCulture, $"## {table.Section[..1].ToUpperInvariant()}{table.Section[1..]}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{table.Date}, {table.Machine}, ONNX Runtime {table.Runtime.OnnxRuntime}{pictures}").AppendLine();
        text.AppendLine($"| how | KB | smaller | MACs, M | ms | faster | {(table.Dataset is null ? "logits, dB" : Tweets(table) ? "score | agreement" : "accuracy | points")} |").AppendLine($"|---|--:|--:|--:|--:|--:|--:|{(table.Dataset is null ? "" : "--:|")}");
        foreach (var row in table.Rows)
        {
            var right = Tweets(table) ? string.Create(CultureInfo.InvariantCulture, $"{100 * row.Score:0.0} | {Percent(row.Agreement)}") : table.Dataset is null ? string.Create(CultureInfo.InvariantCulture, $"{row.Decibels:0.0}") : string.Create(CultureInfo.InvariantCulture, $"{Percent(row.Accuracy)} | {row.Points:+0.0;-0.0;0.0}");
            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Bytes / 1e3:0} | {row.Smaller:0.00}x | {row.Macs / 1e6:0.0} | {row.MedianMs:0.000} | {row.Faster:0.00}x ({row.FasterCi[0]:0.00} to {row.FasterCi[1]:0.00}) | {right} |");
        }

        return text.ToString();
    }

    private static bool Tweets(Table table) => table.Rows[0].Score is not null;

    private static string Percent(double? accuracy) => accuracy is { } share ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "-";
}
