using System.Globalization;
using System.Text;

namespace Frugal.Benchmarks.Compression;

/// <summary>The table for the screen.</summary>
internal static class Markdown
{
    public static string Of(Table table, IReadOnlyList<TextRow> texts, IReadOnlyList<Goal> goals)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{table.Machine}, ONNX Runtime {table.Runtime.OnnxRuntime}; {table.Dataset?.Count} validation photos of {table.Dataset?.Name}{(table.Dataset?.StandIn == true ? " (a stand-in)" : "")}");
        text.AppendLine().AppendLine("| what | how | KB | smaller | MACs, M | ms | faster | accuracy | points |").AppendLine("|---|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var row in table.Rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Group} | {row.Name} | {row.Bytes / 1e3:0} | {row.Smaller:0.00}x | {row.Macs / 1e6:0.0} | {row.MedianMs:0.000} | {row.Faster:0.00}x ({row.FasterCi[0]:0.00} to {row.FasterCi[1]:0.00}) | {Percent(row.Accuracy)} | {row.Points:+0.0;-0.0;0.0} |");
        }

        text.AppendLine().AppendLine("| text network, random weights | KB | smaller | ms | faster | logits, dB |").AppendLine("|---|--:|--:|--:|--:|--:|");
        foreach (var row in texts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Bytes / 1e3:0} | {row.Smaller:0.00}x | {row.MedianMs:0.000} | {row.Faster:0.00}x ({row.FasterCi[0]:0.00} to {row.FasterCi[1]:0.00}) | {row.Decibels:0.0} |");
        }

        text.AppendLine().AppendLine("| goal | asked | reached | |").AppendLine("|---|---|---|---|");
        foreach (var goal in goals)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {goal.Figure} | {goal.Asked} | {goal.Reached} | {(goal.Met ? "met" : "NOT met")} |");
        }

        return text.ToString();
    }

    private static string Percent(double? accuracy) => accuracy is { } share ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "-";
}
