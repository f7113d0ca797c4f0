using System.Globalization;
using System.Text.Json;
using Frugal.Quantization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Frugal.Cli.Rendering;

/// <summary>Text output: the layers whose sums can saturate, by how much, on which processors, and the remedy.</summary>
internal sealed class SaturationTable(SaturationReport report) : IRenderable
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public Spectre.Console.Rendering.Measurement Measure(RenderOptions options, int maxWidth) => Content().Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => Content().Render(options, maxWidth);

    public static string Json(SaturationReport report) => JsonSerializer.Serialize(new
    {
        report.Model,
        SameOnEveryProcessor = report.Layers.All(layer => layer.Risk == SaturationRisk.None),
        Affected = SaturationReport.Processors,
        ThisProcessorIsExact = PairedProducts.AreExactHere,
        Layers = report.Layers.Select(layer => new
        {
            layer.Node,
            layer.Operator,
            Risk = layer.Risk.ToString(),
            layer.Reason,
            layer.WorstSum,
            layer.Pairs,
            layer.SaturatingPairs,
            layer.Channels,
            layer.SaturatingChannels,
        }),
        Remedy = report.Layers.All(layer => layer.Risk == SaturationRisk.None) ? null : SaturationReport.Remedy,
    }, Options);

    private IRenderable Content()
    {
        var risky = report.Layers.Where(layer => layer.Risk != SaturationRisk.None).ToArray();
        if (report.Layers.Count == 0)
        {
            return new Text($"{report.Model}: no layer multiplies 8-bit numbers, so there is nothing to check.\n");
        }

        if (risky.Length == 0)
        {
            return new Text($"{report.Model}: none of {report.Layers.Count} int8 layers can saturate. Every processor computes the same sums.\n");
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("layer", "operator", "worst pair sum", "of int16 range", "pairs", "channels");
        foreach (var layer in risky)
        {
            string[] cells = layer.Risk == SaturationRisk.Unknown
                ? [layer.Node, layer.Operator, "unknown", "", "", ""]
                : [layer.Node, layer.Operator, Number(layer.WorstSum), Share(Math.Abs(layer.WorstSum), 32767, "F0"), $"{Number(layer.SaturatingPairs)} ({Share(layer.SaturatingPairs, layer.Pairs, "F1")})", $"{layer.SaturatingChannels} of {layer.Channels}"];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        return new Rows([new Text($"{report.Model}: {risky.Length} of {report.Layers.Count} int8 layers can saturate."), table, .. Advice(risky).Select(line => new Text(line))]);
    }

    private static IEnumerable<string> Advice(LayerSaturation[] risky)
    {
        yield return $"Affected: {SaturationReport.Processors}. {(PairedProducts.AreExactHere ? "This processor is not affected." : "This processor is affected.")}";
        foreach (var layer in risky.Where(layer => layer.Risk == SaturationRisk.Unknown))
        {
            yield return $"{layer.Node}: {layer.Reason}.";
        }

        yield return SaturationReport.Remedy + ".";
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(long part, long whole, string format) => (100.0 * part / whole).ToString(format, CultureInfo.InvariantCulture) + "%";
}
