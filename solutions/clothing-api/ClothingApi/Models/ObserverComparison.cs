using Frugal.Onnx;
using Frugal.Quantization;

namespace ClothingApi.Models;

/// <summary>What a rule for ranges costs.</summary>
/// <param name="Observer">The rule.</param>
/// <param name="Error">The error of the model that was quantised with it.</param>
public sealed record ObserverRow(ObserverKind Observer, ModelError Error);

/// <summary>Compares the rules that choose the ranges of activations: which one is best depends on the network and on the pictures.</summary>
public static class ObserverComparison
{
    /// <summary>The rules to compare.</summary>
    public static IReadOnlyList<ObserverKind> Candidates { get; } = [ObserverKind.MinMax, ObserverKind.Percentile, ObserverKind.Mse, ObserverKind.Entropy];

    /// <summary>
    /// Quantises a model once with each rule of <see cref="Candidates"/> (all other options at their defaults), and measures each result by <see cref="ModelError"/>
    /// against the float32 model, on pictures that were not used for calibration.
    /// </summary>
    /// <param name="model">The float32 model; it is not changed.</param>
    /// <param name="calibration">The calibration pictures; the same for each rule.</param>
    /// <param name="heldOut">Prepared pictures (3, size, size) to measure on.</param>
    /// <returns>A row for each rule, the one with most decibels first.</returns>
    public static IReadOnlyList<ObserverRow> Compare(OnnxModel model, CalibrationData calibration, float[][] heldOut)
    {
#if SOLUTION
        using var original = OnnxNetwork.Of(model);
        var expected = original.RunEach(heldOut);
        return [.. Candidates.Select(kind => new ObserverRow(kind, Measure(kind))).OrderByDescending(row => row.Error.Decibels)];

        ModelError Measure(ObserverKind kind)
        {
            using var quantised = OnnxNetwork.Of(StaticQuantizer.Quantize(model, calibration, new QuantizationOptions { Observer = kind }).Model);
            return ModelError.Between(expected, quantised.RunEach(heldOut));
        }
#else
        throw new NotImplementedException("Task 4 - compare the observers on pictures that they have not seen. Hint: StaticQuantizer.Quantize with QuantizationOptions.Observer; OnnxNetwork.Of(model).RunEach(heldOut).");
#endif
    }
}
