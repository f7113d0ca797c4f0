using Frugal.Onnx;
using OrtBatch = System.Collections.Generic.IReadOnlyDictionary<string, Microsoft.ML.OnnxRuntime.OrtValue>;

namespace Frugal.Quantization;

/// <summary>
/// Static post-training quantisation: weights to int8, activations to uint8 on grids that are found by running the model on
/// sample data. The result is an ordinary ONNX model with QuantizeLinear and DequantizeLinear (QDQ), arranged as ONNX Runtime joins them
/// to int8 kernels.
/// </summary>
public static class StaticQuantizer
{
    /// <summary>Quantises <paramref name="model"/>, which is not changed.</summary>
    /// <param name="model">A float32 model of opset 11 or later, from any tool.</param>
    /// <param name="batches">Sample inputs by name; each batch is disposed of once it was seen.</param>
    /// <param name="options">How to quantise; null for the defaults.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <exception cref="FrugalException">No batch, nothing that can be quantised, numbers that are not finite, or a model that ONNX Runtime refuses.</exception>
    public static QuantizationResult Quantize(OnnxModel model, IEnumerable<OrtBatch> batches, QuantizationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(batches);
        options ??= new QuantizationOptions();
        var work = model.Clone();
        var norms = Preparation.Apply(work);
        using var samples = batches.GetEnumerator();
        if (!samples.MoveNext())
        {
            throw QuantizationErrors.NoSamples(model.Source);
        }

        var facts = Calibrator.Probe(work, samples.Current);
        if (Canonical.Apply(work, facts))
        {
            facts = Calibrator.Probe(work, samples.Current);
        }

        var context = new PlanContext(new Graph(work.Proto.Graph), facts, options);
        var draft = Plan(context, new HashSet<string>(), model.Source);
        var (ranges, seen) = Calibrate(work, samples, draft, options, cancellation);
        var plan = Plan(context, ranges.Where(range => !range.Value.IsFinite).Select(range => range.Key).ToHashSet(), model.Source);
        var nodes = plan.Report().ToArray();
        var grids = plan.Values.Select(plan.GridOf).Distinct().ToDictionary(value => value, value => QuantizationFormat.UInt8.Parameters(ranges[value]));
        QdqWriter.Write(context, plan, grids);
        Finishing.Apply(work);
        return new QuantizationResult(work, new QuantizationReport
        {
            Quantized = [.. nodes.Where(node => node.Reason is null)],
            Kept = [.. nodes.Where(node => node.Reason is not null)],
            Values = [.. grids.Select(grid => new QuantizedValue(grid.Key, ranges[grid.Key], grid.Value))],
            Weights = options.WeightFormat,
            Batches = seen,
            FoldedNorms = norms,
        });
    }

    private static QuantizationPlan Plan(PlanContext context, IReadOnlySet<string> unusable, string model)
    {
        var plan = QuantizationPlan.Create(context, unusable);
        if (plan.Values.Count == 0)
        {
            var reasons = plan.Report().Where(node => node.Reason is not null).Select(node => $"{node.Operator}: {node.Reason}").Distinct().Take(3);
            throw QuantizationErrors.NothingToQuantize(model, string.Join("; ", reasons.DefaultIfEmpty("it has no operators")));
        }

        return plan;
    }

    private static (Dictionary<string, ValueRange> Ranges, int Batches) Calibrate(
        OnnxModel model, IEnumerator<OrtBatch> samples, QuantizationPlan plan, QuantizationOptions options, CancellationToken cancellation)
    {
        var values = plan.Candidates().ToArray();
        var observers = Array.ConvertAll(values, _ => Observer.Create(options.Observer, options.Percentile));
        using var calibrator = new Calibrator(model, values);
        var batches = 0;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = samples.Current;
            try
            {
                calibrator.Observe(batch, observers);
            }
            finally
            {
                foreach (var value in batch.Values)
                {
                    value.Dispose();
                }
            }

            batches++;
        }
        while (samples.MoveNext());

        return (values.Zip(observers, (value, observer) => (value, observer.Range)).ToDictionary(entry => entry.value, entry => entry.Range), batches);
    }
}
