using System.Numerics.Tensors;
using System.Text.Json;
using Frugal;
using Frugal.Data;
using Frugal.Imaging;
using Frugal.Measuring;
using Frugal.Models;
using Frugal.Onnx;
using Frugal.Quantization;

namespace Labs.ClothingApi.Grader;

/// <summary>
/// A shop that is known to be right: models and catalogue made by Frugal, never by the student's code. A task that needs models gets these, so
/// that it is graded by itself. Made once, then kept in the user's cache.
/// </summary>
internal sealed class ReferenceShop
{
    public const string Classifier = "garments-resnet";
    public const string Encoder = "garments-mobilenet";
    public const int Articles = 300;
    private static readonly Lazy<ReferenceShop> Shop = new(() => new());
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private readonly Lazy<ImageClassifier> int8;
    private string folder;

    private ReferenceShop()
    {
        var root = Path.Combine(new DataFolders().Cache, "graders", "clothing-api");
        var weights = ModelLibrary.Default().Catalog;
        folder = Path.Combine(root, $"{typeof(StaticQuantizer).Module.ModuleVersionId:n}"[..12] + $"-{weights[Classifier].Sha256}"[..7] + $"-{weights[Encoder].Sha256}"[..7]);
        if (!Directory.Exists(folder))
        {
            Make(folder);
            RemoveOld(root);
        }

        int8 = new(() => ImageClassifier.Open(ClassifierFile("int8")));
    }

    public static ReferenceShop Instance => Shop.Value;

    /// <summary>How every picture is prepared.</summary>
    public static Preprocessing Preparation { get; } = ModelLibrary.Default().Load(Classifier).Metadata.ToPreprocessing();

    public string ClassifierFile(string format) => Path.Combine(folder, $"{Classifier}.{format}.onnx");

    public string EncoderFile(string format) => Path.Combine(folder, $"{Encoder}.features.{format}.onnx");

    /// <summary>The probabilities that the int8 model gives a file.</summary>
    public float[] Probabilities(byte[] file)
    {
        var logits = int8.Value.Logits(Preparation.Apply(Photo.Decode(file)), 1);
        TensorPrimitives.SoftMax(logits, logits);
        return logits;
    }

    /// <summary>The classes, in the order of the logits.</summary>
    public IReadOnlyList<string> Classes => int8.Value.Metadata.Classes;

    /// <summary>Copies the shop into a scratch folder, for the student's server to read: each time to a place that nobody could know before.</summary>
    /// <returns>The place's name in the scratch folder.</returns>
    public string CopyTo(Scratch scratch)
    {
        var shop = $"shop-{Guid.NewGuid():n}";
        scratch.WriteFolder(shop, Directory.EnumerateFiles(folder).ToDictionary(file => $"garments/{Path.GetFileName(file)}", File.ReadAllBytes));
        return shop;
    }

    /// <summary>Makes everything beside its place and moves it there at the end: gradings may run side by side, and may be killed.</summary>
    private void Make(string place)
    {
        folder = $"{place}.{Environment.ProcessId:x}.part";
        var library = ModelLibrary.Default();
        var training = Datasets.Open("garments", "train");
        Save(OpenClassifier(), ClassifierFile, training);
        var encoder = FeatureExtractor.Of(library.Load(Encoder));
        FoldBatchNorm.Apply(encoder);
        Save(encoder, EncoderFile, training);
        MakeCatalogue(training);
        try
        {
            Directory.Move(folder, place);
        }
        catch (IOException) when (Directory.Exists(place))
        {
            Directory.Delete(folder, recursive: true);        // another grading was first
        }

        folder = place;
    }

    /// <summary>Shops of earlier builds, and what killed gradings left.</summary>
    private void RemoveOld(string root)
    {
        foreach (var old in Directory.EnumerateDirectories(root).Where(other => other != folder && DateTime.UtcNow - Directory.GetLastWriteTimeUtc(other) > Kept))
        {
            Directory.Delete(old, recursive: true);
        }
    }

    /// <summary>The course's classifier in float32, its batch normalisations folded.</summary>
    internal static OnnxModel OpenClassifier()
    {
        var model = ModelLibrary.Default().Load(Classifier);
        FoldBatchNorm.Apply(model);
        return model;
    }

    /// <summary>Writes a model in float32, and quantised by the library.</summary>
    internal static void Save(OnnxModel fp32, Func<string, string> file, IImageDataset training)
    {
        fp32.Save(file("fp32"));
        var int8 = StaticQuantizer.Quantize(fp32, CalibrationData.FromImages(training)).Model;
        int8.Metadata = fp32.Metadata with { Format = "int8" };
        int8.Save(file("int8"));
    }

    private void MakeCatalogue(IImageDataset training)
    {
        var sample = (DatasetSubset)Splits.Sample(training, Articles, seed: 1);
        using var encoder = ImageClassifier.Open(EncoderFile("int8"));
        var codes = Enumerable.Range(0, sample.Count).SelectMany(i => Codes(encoder.Logits(Preparation.Apply(sample.Image(i)), 1))).ToArray();
        AtomicFile.WriteAllBytes(Path.Combine(folder, "catalogue.int8"), (byte[])(Array)codes);
        var file = new
        {
            Source = "garments",
            Dimensions = codes.Length / sample.Count,
            Articles = Enumerable.Range(0, sample.Count).Select(i => new { Place = sample.PlaceOf(i), Label = sample.Classes[sample.Label(i)] }),
        };
        AtomicFile.WriteAllBytes(Path.Combine(folder, "catalogue.json"), JsonSerializer.SerializeToUtf8Bytes(file));
    }

    /// <summary>Features at length 127, rounded.</summary>
    public static sbyte[] Codes(float[] features)
    {
        var length = Math.Sqrt(features.Sum(value => (double)value * value));
        return Array.ConvertAll(features, value => length > 0 ? (sbyte)Math.Round(value / length * 127) : (sbyte)0);
    }
}
