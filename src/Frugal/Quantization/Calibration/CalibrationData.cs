using Frugal.Data;
using Frugal.Onnx;
using OrtBatch = System.Collections.Generic.IReadOnlyDictionary<string, Microsoft.ML.OnnxRuntime.OrtValue>;

namespace Frugal.Quantization;

/// <summary>
/// Sample inputs for calibration. Each call of <see cref="Batches"/> reads them from the beginning, so that several quantisers can use the same data.
/// </summary>
public abstract class CalibrationData
{
    /// <summary>Default number of images; with more, the ranges of a small network no longer change.</summary>
    public const int DefaultImages = 256;

    internal const int BatchSize = 16;

    /// <summary>No data: reading it is an error.</summary>
    internal static CalibrationData None { get; } = new NoSamples();

    /// <summary>The labelled images of the data; null if it holds other inputs.</summary>
    public virtual IImageDataset? Images => null;

    /// <summary>A one-line description of the data, for display.</summary>
    public abstract string Description { get; }

    /// <summary>The batches, prepared as <paramref name="model"/> expects. The caller disposes of every batch's values.</summary>
    /// <param name="model">The model that will run on them.</param>
    /// <exception cref="FrugalException">The data does not fit the model's inputs, or cannot be read.</exception>
    public abstract IEnumerable<OrtBatch> Batches(OnnxModel model);

    /// <summary>The first <paramref name="batches"/> batches alone, of up to 16 images or array rows each.</summary>
    /// <param name="batches">Number of batches, 1 or more; all of them if there are fewer.</param>
    public CalibrationData Take(int batches) => batches >= 1
        ? new FirstSamples(this, batches)
        : throw new FrugalException($"{batches} calibration batches: at least 1 is needed. Try 4.");

    /// <summary>Images sampled with a seed, evenly over the classes.</summary>
    /// <param name="images">Training images, not those that accuracy is measured on.</param>
    /// <param name="count">Number of images; all of them if there are fewer.</param>
    /// <param name="seed">Seed for sampling the images.</param>
    public static CalibrationData FromImages(IImageDataset images, int count = DefaultImages, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(images);
        return new ImageSamples(images, count, seed);
    }

    /// <summary>Arrays from NumPy files.</summary>
    /// <param name="folder">A folder with one file per input of the model, <c>INPUT.npy</c>, in the input's shape; the first axis counts examples.</param>
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

    private sealed class FirstSamples(CalibrationData data, int batches) : CalibrationData
    {
        public override IImageDataset? Images => data.Images;

        public override string Description => $"the first {batches} batches of {data.Description}";

        public override IEnumerable<OrtBatch> Batches(OnnxModel model) => data.Batches(model).Take(batches);
    }

    private sealed class OtherSamples(Func<OnnxModel, IEnumerable<OrtBatch>> read) : CalibrationData
    {
        public override string Description => "batches of the caller";

        public override IEnumerable<OrtBatch> Batches(OnnxModel model) => read(model);
    }

    private sealed class NoSamples : CalibrationData
    {
        public override string Description => "no data";

        public override IEnumerable<OrtBatch> Batches(OnnxModel model) =>
            throw new FrugalException("this step needs calibration data. Give CalibrationData.FromImages, FromArrays or FromBatches.");
    }
}
