using Frugal.Onnx;

namespace Frugal.Quantization;

/// <summary>The mean and the largest magnitude of each channel of a value, over calibration data.</summary>
internal sealed class ChannelStatistics(int channels)
{
    private readonly double[] sums = new double[channels];
    private long count;

    public float[] Largest { get; } = new float[channels];

    public double[] Means => Array.ConvertAll(sums, sum => sum / count);

    /// <summary>Runs <paramref name="model"/> on the data.</summary>
    /// <param name="model">The model.</param>
    /// <param name="channels">The channel count of each value, and whether channels are its second axis, as in convolutions, or its last.</param>
    /// <param name="data">The calibration data.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <exception cref="FrugalException">There is no batch, or a value is not finite.</exception>
    public static Dictionary<string, ChannelStatistics> Collect(OnnxModel model, IReadOnlyDictionary<string, (int Count, bool Second)> channels, CalibrationData data, CancellationToken cancellation)
    {
        string[] names = [.. channels.Keys];
        var seen = channels.ToDictionary(value => value.Key, value => new ChannelStatistics(value.Value.Count));
        using var calibrator = new Calibrator(model, names);
        foreach (var batch in data.Batches(model))
        {
            Interruption.ThrowIfRequested(cancellation);
            using (var results = calibrator.Run(batch))
            {
                for (var i = 0; i < names.Length; i++)
                {
                    var dims = results[i].GetTensorTypeAndShape().Shape;
                    seen[names[i]].Add(results[i].GetTensorDataAsSpan<float>(), channels[names[i]].Second ? (int)dims[2..].Aggregate(1L, (a, b) => a * b) : 1);
                }
            }

            Calibration.Dispose(batch);
        }

        if (seen.Values.Any(statistics => statistics.count == 0))
        {
            throw QuantizationErrors.NoSamples(model.Source);
        }

        var broken = seen.FirstOrDefault(entry => !entry.Value.sums.All(double.IsFinite)).Key;
        return broken is null ? seen : throw QuantizationErrors.NotFiniteValue(model.Source, broken);
    }

    /// <param name="values">Row-major.</param>
    /// <param name="inner">Number of consecutive elements of one channel.</param>
    private void Add(ReadOnlySpan<float> values, int inner)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var channel = i / inner % channels;
            sums[channel] += values[i];
            Largest[channel] = Math.Max(Largest[channel], Math.Abs(values[i]));
        }

        count += values.Length / channels;
    }
}
