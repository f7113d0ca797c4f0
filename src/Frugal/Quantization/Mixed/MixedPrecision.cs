using Frugal.Measuring;

namespace Frugal.Quantization;

/// <summary>A choice of bits per layer.</summary>
/// <param name="LayerBits">4 or 8 for each layer, for <see cref="QuantizationOptions.LayerBits"/>.</param>
/// <param name="Weights">The resulting size of all weights.</param>
/// <param name="Met">Whether that is within the budget; if not, all layers have 4 bits and no smaller choice is known.</param>
/// <param name="Error">The layers' errors, summed.</param>
public sealed record MixedPrecisionChoice(IReadOnlyDictionary<string, WeightBits> LayerBits, ByteSize Weights, bool Met, double Error);

/// <summary>
/// Mixed precision under a byte budget: layers go from 8 to 4 bits in the order of error added per byte saved, until the weights fit; then layers
/// whose 8 bits still fit get them back, the most sensitive first. The errors of layers are assumed to add up (Dong et al. 2020, "HAWQ-V2", equation 8).
/// </summary>
public static class MixedPrecision
{
    /// <summary>Chooses the bits of each layer.</summary>
    /// <param name="layers">The sensitivity of each layer.</param>
    /// <param name="budget">Maximum size of all weights.</param>
    public static MixedPrecisionChoice Choose(IReadOnlyList<LayerSensitivity> layers, ByteSize budget)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var bytes = layers.Sum(layer => layer.Weights);
        var four = new HashSet<LayerSensitivity>();
        foreach (var layer in layers.OrderBy(layer => Cost(layer) / Math.Max(1, Saved(layer))).TakeWhile(_ => bytes > budget.Bytes))
        {
            four.Add(layer);
            bytes -= Saved(layer);
        }

        foreach (var layer in four.OrderByDescending(Cost).ToArray().Where(layer => bytes + Saved(layer) <= budget.Bytes))
        {
            four.Remove(layer);
            bytes += Saved(layer);
        }

        return new MixedPrecisionChoice(
            layers.DistinctBy(layer => layer.Node).ToDictionary(layer => layer.Node, layer => four.Contains(layer) ? WeightBits.Four : WeightBits.Safe8),
            new ByteSize(bytes), bytes <= budget.Bytes, layers.Sum(layer => four.Contains(layer) ? layer.Error4 : layer.Error8));
    }

    private static double Cost(LayerSensitivity layer) => Math.Max(0, layer.Error4 - layer.Error8);

    private static long Saved(LayerSensitivity layer) => layer.Weights / 2;
}
