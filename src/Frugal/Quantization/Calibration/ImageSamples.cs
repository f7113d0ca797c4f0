using Frugal.Data;
using Frugal.Imaging;
using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Quantization;

/// <summary>Images of a data set, preprocessed as the model specifies. The model has one image input, (N, 3, size, size).</summary>
internal sealed class ImageSamples(IImageDataset images, int count, long seed) : CalibrationData
{
    public override IImageDataset Images => images;

    public override string Description => $"{Math.Min(count, images.Count)} images of {images.Name}";

    public override IEnumerable<IReadOnlyDictionary<string, OrtValue>> Batches(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (count < 1)
        {
            throw new FrugalException($"{count} calibration pictures: at least 1 is needed. Try {DefaultImages}.");
        }

        if (model.Inputs is not [{ Type: "Float", Shape: [_, null or 3, _, _] }])
        {
            throw new FrugalException($"{model.Source}: it does not take one float32 input (N, 3, height, width). Calibrate it with a folder of arrays, one INPUT.npy for each of its inputs.");
        }

        return Read(model, model.Metadata.ToPreprocessing(), Splits.Sample(images, Math.Min(count, images.Count), seed));
    }

    private static IEnumerable<IReadOnlyDictionary<string, OrtValue>> Read(OnnxModel model, Preprocessing preprocessing, IImageDataset data)
    {
        var input = model.Inputs[0];
        var size = input.Shape[0] is { } declared ? (int)declared : Math.Min(BatchSize, data.Count);
        for (var first = 0; first + (input.Shape[0] is null ? 1 : size) <= data.Count; first += size)
        {
            var here = Math.Min(size, data.Count - first);
            var values = new float[here * preprocessing.Length];
            ParallelLoop.For(here, i => preprocessing.Apply(data.Image(first + i), values.AsSpan(i * preprocessing.Length, preprocessing.Length)));
            yield return new Dictionary<string, OrtValue>
            {
                [input.Name] = OrtValue.CreateTensorValueFromMemory(values, [here, 3, preprocessing.Size, preprocessing.Size]),
            };
        }
    }
}
