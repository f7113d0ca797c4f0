using Frugal.Architectures;
using Frugal.Data;
using Frugal.Imaging;
using Frugal.Models;
using Frugal.Onnx;

namespace Frugal.Compression;

/// <summary>The image classifier to compress, with its training and validation pictures. Dispose it to free a network that it opened.</summary>
public sealed record CompressionSubject : IDisposable
{
    private readonly bool owned;

    private CompressionSubject(OnnxModel model, Architecture? network, IImageDataset training, IImageDataset validation, bool owned = false) =>
        (Model, Network, Training, Validation, this.owned) = (model, network, training, validation, owned);

    /// <summary>The model's name.</summary>
    public string Name => Model.Metadata.Name;

    /// <summary>The model in float32.</summary>
    public OnnxModel Model { get; }

    /// <summary>The network that the model was exported from; null if there is none: then nothing can be trained.</summary>
    public Architecture? Network { get; }

    /// <summary>Pictures for training and calibration.</summary>
    public IImageDataset Training { get; }

    /// <summary>Pictures for measuring accuracy.</summary>
    public IImageDataset Validation { get; }

    /// <summary>How training pictures are augmented.</summary>
    public Augmentation Augmentation { get; init; } = new();

    /// <summary>Number of training threads; the resulting weights depend on it. 2 by default.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>A model of the course, with its data set.</summary>
    /// <param name="library">The course's models.</param>
    /// <param name="name">The model's name, such as <c>garments-mobilenet</c>.</param>
    /// <param name="data">Where the data set is looked for; null for the defaults.</param>
    /// <param name="cancellation">Ends the loading.</param>
    /// <exception cref="FrugalException">There is no such model, or its weights or its data are not available.</exception>
    public static CompressionSubject Of(ModelLibrary library, string name, DatasetOptions? data = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(library);
        var recipe = Recipes.Named(name);
        var (training, validation) = (Datasets.Open(recipe.Dataset, "train", data, cancellation), Datasets.Open(recipe.Dataset, "validation", data, cancellation));
        return new CompressionSubject(library.Load(name), library.Open(name), training, validation, owned: true) { Augmentation = recipe.Augmentation, Threads = recipe.Threads };
    }

    /// <summary>A trained network. It is only read; the caller disposes it.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="network">The network.</param>
    /// <param name="preprocessing">The preprocessing of its pictures.</param>
    /// <param name="training">Pictures for training and calibration.</param>
    /// <param name="validation">Pictures of the same classes for measuring accuracy.</param>
    public static CompressionSubject Of(string name, Architecture network, Preprocessing preprocessing, IImageDataset training, IImageDataset validation)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(preprocessing);
        ArgumentNullException.ThrowIfNull(training);
        var metadata = new ModelMetadata { Name = name, Dataset = training.Name, Classes = training.Classes }.With(preprocessing);
        var model = OnnxExporter.Export(network, [network.InputChannels, preprocessing.Size, preprocessing.Size], new OnnxExportOptions { Metadata = metadata });
        return new CompressionSubject(model, network, training, validation);
    }

    /// <summary>An ONNX model from any source: it can be quantised, but not trained.</summary>
    /// <param name="model">An image classifier in float32.</param>
    /// <param name="training">Pictures for calibration.</param>
    /// <param name="validation">Pictures of the same classes for measuring accuracy.</param>
    public static CompressionSubject Of(OnnxModel model, IImageDataset training, IImageDataset validation)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new CompressionSubject(model, null, training, validation);
    }

    /// <summary>The same subject with a random sample of the pictures, for quick trials.</summary>
    /// <param name="count">Number of training pictures and of validation pictures; all if there are fewer.</param>
    /// <param name="seed">Random seed of the sample.</param>
    public CompressionSubject WithPictures(int count, long seed = 1) =>
        new(Model, Network, Splits.Sample(Training, count, seed), Splits.Sample(Validation, count, seed), owned) { Augmentation = Augmentation, Threads = Threads };

    /// <summary>Frees the network if this subject opened it.</summary>
    public void Dispose()
    {
        if (owned)
        {
            Network?.Dispose();
        }
    }
}
