using Frugal.Onnx;

namespace Frugal.Quantization;

/// <summary>
/// Dynamic post-training quantisation: weights to int8 in the file, activations to uint8 on a grid that is computed at every run. It
/// needs no calibration data. Fully connected layers and LSTMs are quantised; convolutions are not changed and are left to
/// <see cref="StaticQuantizer"/>, as ONNX Runtime's guide recommends ("Quantize ONNX models", choosing a method).
/// </summary>
public static class DynamicQuantizer
{
    /// <summary>Quantises <paramref name="model"/>, which is not changed.</summary>
    /// <param name="model">A float32 model of opset 11 or later, from any tool.</param>
    /// <param name="options">How to quantise the weights; activation options are ignored. Null for the defaults.</param>
    /// <exception cref="FrugalException">Nothing that can be quantised, weights that are not finite, or a model that ONNX Runtime refuses.</exception>
    public static QuantizationResult Quantize(OnnxModel model, QuantizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new QuantizationOptions();
        var work = model.Clone();
        var norms = Preparation.Apply(work);
        var writer = new DynamicWriter(new Graph(work.Proto.Graph), options);
        QuantizedNode[] report = [.. WeightNodes.Of(writer.Graph).Select(node => new QuantizedNode(WeightNodes.Name(node), node.OpType, writer.Write(node)))];
        if (report.All(node => node.Reason is not null))
        {
            throw QuantizationErrors.NothingToQuantize(model.Source, string.Join("; ", report.Select(node => $"{node.Operator}: {node.Reason}").Distinct().Take(3).DefaultIfEmpty("it has no weights")));
        }

        if (writer.Graph.Proto.Node.Any(node => node.Domain == WeightNodes.ContributedDomain))
        {
            WeightNodes.UseContributed(work);
        }

        Finishing.Apply(work, "int8", options.WeightsNote);
        return new QuantizationResult(work, new QuantizationReport
        {
            Scheme = QuantizationScheme.Dynamic,
            Quantized = [.. report.Where(node => node.Reason is null)],
            Kept = [.. report.Where(node => node.Reason is not null)],
            Weights = options.WeightFormat,
            Roundings = writer.Roundings,
            FoldedNorms = norms,
        });
    }
}
