using System.Numerics.Tensors;
using Frugal.Onnx;

namespace Frugal.Quantization;

/// <summary>The second moments X^T X of the inputs of fully connected layers, over calibration data.</summary>
internal static class InputMoments
{
    /// <summary>Runs <paramref name="model"/> on the data.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">The inputs' names, with the length of a row.</param>
    /// <param name="data">The calibration data.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <exception cref="FrugalException">There is no batch, or a value is not finite.</exception>
    public static Dictionary<string, double[]> Collect(OnnxModel model, IReadOnlyDictionary<string, int> inputs, CalibrationData data, CancellationToken cancellation)
    {
        string[] names = [.. inputs.Keys];
        var moments = inputs.ToDictionary(input => input.Key, input => new double[input.Value * input.Value]);
        using var calibrator = new Calibrator(model, names);
        var seen = 0;
        foreach (var batch in data.Batches(model))
        {
            Interruption.ThrowIfRequested(cancellation);
            calibrator.Observe(batch, (place, numbers) => Add(moments[names[place]], numbers.ToArray(), inputs[names[place]]));
            Calibration.Dispose(batch);
            seen++;
        }

        if (seen == 0)
        {
            throw QuantizationErrors.NoSamples(model.Source);
        }

        var broken = moments.FirstOrDefault(entry => !entry.Value.All(double.IsFinite)).Key;
        return broken is null ? moments : throw QuantizationErrors.NotFiniteValue(model.Source, broken);
    }

    private static void Add(double[] moments, float[] numbers, int width)
    {
        var rows = numbers.Length / width;
        var columns = new float[numbers.Length];   // transposed: the values of each input are contiguous
        for (var i = 0; i < numbers.Length; i++)
        {
            columns[i % width * rows + i / width] = numbers[i];
        }

        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var product = TensorPrimitives.Dot<float>(columns.AsSpan(i * rows, rows), columns.AsSpan(j * rows, rows));
                moments[i * width + j] += product;
                moments[j * width + i] += j == i ? 0 : product;
            }
        }
    }
}
