using Frugal.Onnx;

namespace Frugal.Quantization;

/// <summary>
/// Bias correction (Nagel et al. 2019, section 4.2): rounding weights shifts the mean of a layer's outputs by <c>(W_q - W) E[x]</c>, which is
/// subtracted from its bias. The means E[x] are measured on data.
/// </summary>
public static class BiasCorrection
{
    /// <summary>A copy of <paramref name="model"/> whose biases are corrected for the mean shift that rounding its weights will cause.</summary>
    /// <param name="model">A float32 model.</param>
    /// <param name="data">Sample inputs.</param>
    /// <param name="options">How the weights will be quantised.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <exception cref="FrugalException">There is no batch, or no layer with weights.</exception>
    public static OnnxModel Apply(OnnxModel model, CalibrationData data, QuantizationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new QuantizationOptions();
        var copy = model.Clone();
        Preparation.Apply(copy);
        var graph = new Graph(copy.Proto.Graph);
        WeightedLayer[] layers = [.. WeightedLayer.All(graph).Where(layer => layer.Node.OpType != "MatMul")];   // a MatMul has no bias
        if (layers.Length == 0)
        {
            throw QuantizationErrors.NothingToQuantize(model.Source, "it has no Conv or Gemm with constant weights");
        }

        var seen = ChannelStatistics.Collect(copy, layers.DistinctBy(layer => layer.Input).ToDictionary(layer => layer.Input, layer => (layer.Channels, layer.IsConvolution)), data, cancellation);
        foreach (var layer in layers)
        {
            Correct(layer, seen[layer.Input].Means, layer.Rounded(options.FormatOf(layer.Node), options.PerChannel));
            layer.Store(graph);
        }

        graph.Sweep();
        return copy;
    }

    private static void Correct(WeightedLayer layer, double[] means, float[] rounded)
    {
        layer.Bias ??= new float[layer.Outputs];
        for (var output = 0; output < layer.Outputs; output++)
        {
            double moved = 0;
            for (var i = output * layer.Row; i < (output + 1) * layer.Row; i++)
            {
                moved += (rounded[i] - (double)layer.Weight[i]) * means[layer.ChannelOf(i)];
            }

            layer.Bias[output] = (float)(layer.Bias[output] - moved);
        }
    }
}
