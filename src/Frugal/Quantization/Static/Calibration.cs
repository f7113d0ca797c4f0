using Frugal.Onnx;
using OrtBatch = System.Collections.Generic.IReadOnlyDictionary<string, Microsoft.ML.OnnxRuntime.OrtValue>;

namespace Frugal.Quantization;

/// <summary>The results of calibration.</summary>
/// <param name="Ranges">The range of every observed value, as its observer chose it.</param>
/// <param name="Complaints">Values that never change or are saturated, with the problem.</param>
/// <param name="Batches">Number of batches.</param>
/// <param name="Examples">Number of examples in them, from the first dimension of their first input.</param>
internal sealed record Calibration(IReadOnlyDictionary<string, ValueRange> Ranges, IReadOnlyDictionary<string, string> Complaints, int Batches, long Examples)
{
    /// <summary>Runs <paramref name="model"/> on the samples, starting with the current one, and disposes of them.</summary>
    public static Calibration Run(OnnxModel model, IEnumerator<OrtBatch> samples, string[] values, QuantizationOptions options, CancellationToken cancellation)
    {
        var observers = Array.ConvertAll(values, _ => Observer.Create(options.Observer, options.Percentile));
        var health = Array.ConvertAll(values, _ => new ActivationHealth());
        using var calibrator = new Calibrator(model, values);
        var (batches, examples) = (0, 0L);
        do
        {
            Interruption.ThrowIfRequested(cancellation);
            var batch = samples.Current;
            try
            {
                calibrator.Observe(batch, (value, numbers) =>
                {
                    observers[value].Observe(numbers);
                    health[value].Observe(numbers);
                });
                examples += batch.Values.First().GetTensorTypeAndShape().Shape is [var first, ..] ? first : 1;
            }
            finally
            {
                Dispose(batch);
            }

            batches++;
        }
        while (samples.MoveNext());

        var complaints = values.Zip(health, (value, seen) => (value, complaint: seen.Complaint())).Where(entry => entry.complaint is not null);
        return new Calibration(
            values.Zip(observers, (value, observer) => (value, Range: observer.Range.Rounded())).ToDictionary(entry => entry.value, entry => entry.Range),
            complaints.ToDictionary(entry => entry.value, entry => entry.complaint!), batches, examples);
    }

    /// <summary>The warnings, each with the layer that produces the value.</summary>
    public IEnumerable<QuantizationWarning> Warnings(Graph graph, string model)
    {
        if (Examples == 1)
        {
            yield return new QuantizationWarning(model, "calibrated on one example: the ranges follow it alone. 100 or more are better");
        }

        foreach (var (value, complaint) in Complaints)
        {
            if (graph.Producer(value) is { } node)   // not for model inputs: an image may well be half white
            {
                yield return new QuantizationWarning(node.Name.Length > 0 ? node.Name : value, complaint);
            }
        }
    }

    internal static void Dispose(OrtBatch batch)
    {
        foreach (var value in batch.Values)
        {
            value.Dispose();
        }
    }
}
