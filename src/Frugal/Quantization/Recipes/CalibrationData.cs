using Frugal.Data;
using Frugal.Onnx;
using OrtBatch = System.Collections.Generic.IReadOnlyDictionary<string, Microsoft.ML.OnnxRuntime.OrtValue>;

namespace Frugal.Quantization;

/// <summary>
/// Sample inputs for calibration. Each call of <see cref="Batches"/> reads them from the beginning, so that several steps of a recipe can use the same data.
/// </summary>
public abstract class CalibrationData
{
    /// <summary>The labelled images of the data; null if it holds other inputs.</summary>
    public virtual IImageDataset? Images => null;

    /// <summary>A one-line description of the data, for display.</summary>
    public abstract string Description { get; }

    /// <summary>The batches, prepared as <paramref name="model"/> expects. The caller disposes of every batch's values.</summary>
    /// <param name="model">The model that will run on them.</param>
    /// <exception cref="FrugalException">The data does not fit the model's inputs, or cannot be read.</exception>
    public abstract IEnumerable<OrtBatch> Batches(OnnxModel model);

    /// <summary>Images sampled with a seed, evenly over the classes.</summary>
    /// <param name="images">Training images, not those that accuracy is measured on.</param>
    /// <param name="count">Number of images; all of them if there are fewer.</param>
    /// <param name="seed">Seed for sampling the images.</param>
    public static CalibrationData FromImages(IImageDataset images, int count = CalibrationPictures.DefaultCount, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(images);
        return new ImageSamples(images, count, seed);
    }

    /// <summary>A folder with one NumPy file per input of the model, <c>INPUT.npy</c>; the first axis counts examples.</summary>
    public static CalibrationData FromArrays(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return new ArraySamples(folder);
    }

    /// <summary>Batches of any origin.</summary>
    /// <param name="read">Reads the batches for a model, from the beginning at each call.</param>
    public static CalibrationData FromBatches(Func<OnnxModel, IEnumerable<OrtBatch>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return new OtherSamples(read);
    }

    private sealed class ImageSamples(IImageDataset images, int count, long seed) : CalibrationData
    {
        public override IImageDataset Images => images;

        public override string Description => $"{Math.Min(count, images.Count)} images of {images.Name}";

        public override IEnumerable<OrtBatch> Batches(OnnxModel model) => CalibrationPictures.Read(model, images, count, seed);
    }

    private sealed class ArraySamples(string folder) : CalibrationData
    {
        public override string Description => $"arrays in {folder}";

        public override IEnumerable<OrtBatch> Batches(OnnxModel model) => CalibrationArrays.Read(model, folder);
    }

    private sealed class OtherSamples(Func<OnnxModel, IEnumerable<OrtBatch>> read) : CalibrationData
    {
        public override string Description => "batches of the caller";

        public override IEnumerable<OrtBatch> Batches(OnnxModel model) => read(model);
    }
}
