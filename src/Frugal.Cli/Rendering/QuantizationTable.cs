using System.Globalization;
using Frugal.Measuring;
using Frugal.Quantization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Frugal.Cli.Rendering;

/// <summary>Text output: the file's size before and after, the operators in int8, and the operators in fp32 with reasons.</summary>
internal sealed class QuantizationTable(QuantizationOutcome outcome) : IRenderable
{
    public Spectre.Console.Rendering.Measurement Measure(RenderOptions options, int maxWidth) => Content().Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => Content().Render(options, maxWidth);

    private IRenderable Content() => new Rows([.. Lines().Select(line => new Text(line))]);

    private IEnumerable<string> Lines()
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{outcome.Output}: {outcome.Format}, {new ByteSize(outcome.BytesBefore)} -> {new ByteSize(outcome.BytesAfter)}, {outcome.Ratio:F2}x smaller.");
        if (outcome.Report is not { } report)
        {
            yield return "Weights are stored in 16 bits; computation is in 32 bits.";
            yield break;
        }

        var (done, activations) = report.Scheme switch
        {
            QuantizationScheme.Static => ("nodes compute in int8", "uint8"),
            QuantizationScheme.Dynamic => ("nodes with weights compute in int8", "uint8, ranges computed at each run"),
            _ => ("nodes with weights store them in 4 bits", "float32"),
        };
        yield return $"{report.Quantized.Count} of {report.Quantized.Count + report.Kept.Count} {done}: {Counts(report.Quantized)}.";
        yield return $"Weights {report.Weights.Name}, activations {activations}; {report.FoldedNorms} batch normalisations folded.";
        if (report.Roundings.Count > 0)
        {
            yield return Roundings(report.Roundings);
        }

        foreach (var group in report.Kept.GroupBy(node => (node.Operator, node.Reason)))
        {
            yield return $"fp32: {group.Count()} {group.Key.Operator}, {group.Key.Reason} ({Some(group.Select(node => node.Node))}).";
        }
    }

    /// <summary>The cost of making the sums equal on every processor, and the cost of cutting all weights to 7 bits instead, both in the layer that
    /// loses most compared with plain 8 bits.</summary>
    private static string Roundings(IReadOnlyList<WeightRounding> layers)
    {
        var (pairs, moved, widened) = (layers.Sum(layer => layer.Pairs), layers.Sum(layer => layer.Moved), layers.Sum(layer => layer.WidenedScales));
        var worst = layers.MaxBy(layer => layer.ExactSqnr - layer.SafeSqnr)!;
        return moved + widened == 0
            ? "Every processor computes the same sums; no weights had to be changed."
            : string.Create(CultureInfo.InvariantCulture, $"Every processor computes the same sums: {moved:N0} of {pairs:N0} weight pairs were adjusted and {widened:N0} scales widened. Largest cost in {worst.Node}: weight SQNR {worst.SafeSqnr:F1} dB instead of {worst.ExactSqnr:F1}; 7-bit weights would have {worst.SevenSqnr:F1}.");
    }

    private static string Counts(IEnumerable<QuantizedNode> nodes) => string.Join(", ", nodes.GroupBy(node => node.Operator).Select(group => $"{group.Count()} {group.Key}"));

    private static string Some(IEnumerable<string> names)
    {
        var all = names.ToArray();
        return all.Length <= 3 ? string.Join(", ", all) : $"{string.Join(", ", all.Take(3))} and {all.Length - 3} more";
    }
}
