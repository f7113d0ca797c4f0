using Frugal.Onnx;
using OrtBatch = System.Collections.Generic.IReadOnlyDictionary<string, Microsoft.ML.OnnxRuntime.OrtValue>;

namespace Frugal.Quantization;

/// <summary>Measures how sensitive layers are to rounding: each layer's weights are rounded alone, and the model's outputs are compared.</summary>
public static class SensitivityAnalysis
{
    /// <summary>Measures every layer with weights, in the graph's order.</summary>
    /// <param name="model">A float32 model.</param>
    /// <param name="data">Sample inputs, all kept in memory until the end; 32 to 64 examples are enough.</param>
    /// <param name="options">How weights are rounded; its bits are ignored. Null for the defaults.</param>
    /// <param name="cancellation">Ends the work between two layers.</param>
    /// <exception cref="FrugalException">There is no batch, or no layer with weights.</exception>
    public static IReadOnlyList<LayerSensitivity> Measure(OnnxModel model, CalibrationData data, QuantizationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new QuantizationOptions();
        var prepared = model.Clone();
        Preparation.Apply(prepared);
        OrtBatch[] batches = [.. data.Batches(prepared)];
        try
        {
            if (batches.Length == 0)
            {
                throw QuantizationErrors.NoSamples(model.Source);
            }

            var wanted = Outputs(prepared, batches);
            var layers = WeightedLayer.All(new Graph(prepared.Proto.Graph));
            return layers.Length == 0
                ? throw QuantizationErrors.NothingToQuantize(model.Source, "it has no layer with constant weights")
                : [.. layers.Select((layer, place) => new LayerSensitivity(WeightNodes.Name(layer.Node), layer.Node.OpType, layer.Weight.Length, Error(place, QuantizationFormat.Int8), Error(place, QuantizationFormat.Int4)))];

            double Error(int place, QuantizationFormat format)
            {
                Interruption.ThrowIfRequested(cancellation);
                var copy = prepared.Clone();
                var graph = new Graph(copy.Proto.Graph);
                var layer = WeightedLayer.All(graph)[place];
                layer.Rounded(format, options.PerChannel).CopyTo(layer.Weight, 0);
                layer.Store(graph);
                return SensitivityAnalysis.Error(wanted, Outputs(copy, batches));
            }
        }
        finally
        {
            Array.ForEach(batches, Calibration.Dispose);
        }
    }

    /// <summary>The squared error of outputs divided by their sum of squares.</summary>
    internal static double Error(double[] wanted, double[] got)
    {
        double error = 0, size = 0;
        for (var i = 0; i < wanted.Length; i++)
        {
            error += (got[i] - wanted[i]) * (got[i] - wanted[i]);
            size += wanted[i] * wanted[i];
        }

        return error / Math.Max(size, double.Epsilon);
    }

    /// <summary>All values of the float outputs, batch by batch.</summary>
    internal static double[] Outputs(OnnxModel model, OrtBatch[] batches)
    {
        using var calibrator = new Calibrator(model, model.Outputs.Where(output => output.Type is "Float" or "Undefined").Select(output => output.Name));
        var numbers = new List<double>();
        foreach (var batch in batches)
        {
            calibrator.Observe(batch, (_, values) =>
            {
                foreach (var value in values)
                {
                    numbers.Add(value);
                }
            });
        }

        return [.. numbers];
    }
}
