using Frugal.Data;
using Frugal.Imaging;
using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Quantization;

/// <summary>Images of a data set as calibration batches for a model.</summary>
public static class CalibrationPictures
{
    /// <summary>Default number of images; with more, the ranges of a small network no longer change.</summary>
    public const int DefaultCount = 256;

    private const int BatchSize = 16;

    /// <summary>Preprocesses images as <paramref name="model"/> specifies, a few at a time; they are sampled with a seed, evenly over the classes.</summary>
    /// <param name="model">A model with one image input, (N, 3, size, size).</param>
    /// <param name="data">The source of the images; not those on which accuracy will be measured.</param>
    /// <param name="count">Number of images; all if there are fewer.</param>
    /// <param name="seed">Seed for sampling the images.</param>
    /// <exception cref="FrugalException">The model does not take images, or a photo cannot be read.</exception>
    public static IEnumerable<IReadOnlyDictionary<string, OrtValue>> Read(OnnxModel model, IImageDataset data, int count = DefaultCount, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        if (count < 1)
        {
            throw new FrugalException($"{count} calibration pictures: at least 1 is needed. Try {DefaultCount}.");
        }

        if (model.Inputs is not [{ Type: "Float", Shape: [_, null or 3, _, _] }])
        {
            throw new FrugalException($"{model.Source}: it does not take one float32 input (N, 3, height, width). Calibrate it with a folder of arrays, one INPUT.npy for each of its inputs.");
        }

        return Batches(model, model.Metadata.ToPreprocessing(), Splits.Sample(data, Math.Min(count, data.Count), seed));
    }

    private static IEnumerable<IReadOnlyDictionary<string, OrtValue>> Batches(OnnxModel model, Preprocessing preprocessing, IImageDataset data)
    {
        var input = model.Inputs[0];
        var size = input.Shape[0] is { } declared ? (int)declared : Math.Min(BatchSize, data.Count);
        for (var first = 0; first + (input.Shape[0] is null ? 1 : size) <= data.Count; first += size)
        {
            var here = Math.Min(size, data.Count - first);
            var values = new float[here * preprocessing.Length];
            Parallel.For(0, here, i => preprocessing.Apply(data.Image(first + i), values.AsSpan(i * preprocessing.Length, preprocessing.Length)));
            yield return new Dictionary<string, OrtValue>
            {
                [input.Name] = OrtValue.CreateTensorValueFromMemory(values, [here, 3, preprocessing.Size, preprocessing.Size]),
            };
        }
    }
}
