using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using ClothingApi.Models;
using ClothingApi.Photos;
using ClothingApi.Search;
using Frugal;
using Frugal.Data;
using Frugal.Measuring;
using Frugal.Models;
using Frugal.Onnx;

namespace ClothingApi.Preparation;

/// <summary>Makes the model files and the catalogue ahead, so that the first request need not wait for them.</summary>
public static class Preparer
{
    private const int CatalogueSeed = 1;
    private const int BatchSize = 16;

    /// <summary>Makes what is missing or was made of something else. Tasks that are not done yet are told, and what they would make is left out.</summary>
    public static void Run(ClothingSettings settings, Action<string> tell)
    {
        var folder = PreparedFolder.Of(settings);
        if (IsDone(folder, settings))
        {
            tell($"Models and catalogue are there: {folder.Path}");
            return;
        }

        var start = Stopwatch.GetTimestamp();
        Directory.CreateDirectory(folder.Path);
        var library = ModelLibrary.Default();
        var training = folder.Set.Open("train");
        Func<OnnxModel, OnnxModel> int8 = model => Int8Model.Quantise(model, training);
        Func<OnnxModel, OnnxModel> small = settings.ModelBudget == "" ? int8 : model => BudgetModel.Fit(model, training, ByteSize.Parse(settings.ModelBudget));
        Make(library, folder.Set.Classifier, NetworkEnd.Logits, folder.Classifier, small, tell);
        Make(library, folder.Set.Encoder, NetworkEnd.Features, folder.Encoder, int8, tell);
        MakeCatalogue(folder, settings, training, tell);
        AtomicFile.WriteAllBytes(folder.Stamp, Encoding.UTF8.GetBytes(StampOf(folder, settings)));
        tell($"Ready in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s: {folder.Path}");
    }

    /// <summary>Whether the files are there and were made of these weights by this program.</summary>
    public static bool IsDone(PreparedFolder folder, ClothingSettings settings) =>
        File.Exists(folder.Classifier("fp32")) && File.Exists(folder.Stamp) && File.ReadAllText(folder.Stamp) == StampOf(folder, settings);

    private static void Make(ModelLibrary library, string name, NetworkEnd end, Func<string, string> file, Func<OnnxModel, OnnxModel> quantise, Action<string> tell)
    {
        var fp32 = Attempt(() => FoldedExport.ToOnnx(library, name, end), tell) ?? (end == NetworkEnd.Logits ? library.Load(name) : null);
        Keep(file("fp32"), fp32, tell);
        Keep(file("int8"), fp32 is null ? null : Attempt(() => quantise(fp32), tell), tell);
    }

    /// <summary>What an unfinished task leaves out must not be there from an earlier program.</summary>
    private static void Keep(string path, OnnxModel? model, Action<string> tell)
    {
        if (model is null)
        {
            File.Delete(path);
            return;
        }

        model.Save(path);
        tell($"{Path.GetFileNameWithoutExtension(path)}: {new FileInfo(path).Length:N0} bytes");
    }

    private static void MakeCatalogue(PreparedFolder folder, ClothingSettings settings, IImageDataset training, Action<string> tell)
    {
        var path = File.Exists(folder.Encoder("int8")) ? folder.Encoder("int8") : folder.Encoder("fp32");
        if (!File.Exists(path))
        {
            File.Delete(folder.Catalogue);
            return;
        }

        using var encoder = OnnxNetwork.Open(path);
        var sample = PictureSet.Draw(training, settings.Articles, CatalogueSeed);
        var embeddings = Attempt(() => Embed(encoder, sample), tell);
        if (embeddings is null)
        {
            File.Delete(folder.Catalogue);
            return;
        }

        var articles = Enumerable.Range(0, sample.Count).Select(i => new CatalogueEntry(sample.PlaceOf(i), sample.Classes[sample.Label(i)]));
        new CatalogueFile(folder.Set.Dataset, encoder.Outputs, [.. articles]).Write(folder.Catalogue, embeddings);
        tell($"Catalogue: {sample.Count:N0} articles of {folder.Set.Dataset}, {embeddings.Length:N0} bytes");
    }

    private static sbyte[] Embed(OnnxNetwork encoder, IImageDataset articles)
    {
        var embeddings = new sbyte[articles.Count * encoder.Outputs];
        for (var first = 0; first < articles.Count; first += BatchSize)
        {
            var count = Math.Min(BatchSize, articles.Count - first);
            var tensors = Enumerable.Range(first, count).SelectMany(i => PhotoTensor.From(articles.Image(i), encoder.Preparation)).ToArray();
            var features = encoder.Run(tensors, count);
            for (var i = 0; i < count; i++)
            {
                Embedding.From(features.AsSpan(i * encoder.Outputs, encoder.Outputs)).CopyTo(embeddings, (first + i) * encoder.Outputs);
            }
        }

        return embeddings;
    }

    private static T? Attempt<T>(Func<T> make, Action<string> tell) where T : class
    {
        try
        {
            return make();
        }
        catch (NotImplementedException task)
        {
            tell($"Left out: {task.Message}");
            return null;
        }
    }

    /// <summary>What the files follow from: the weights, the pictures, and this program.</summary>
    private static string StampOf(PreparedFolder folder, ClothingSettings settings)
    {
        var library = ModelLibrary.Default();
        string Weights(string name) => File.Exists(library.ModelFile(name)) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(library.ModelFile(name)))) : "none";
        return $"{Weights(folder.Set.Classifier)}\n{Weights(folder.Set.Encoder)}\n{folder.Set.Dataset} {settings.Articles} {settings.ModelBudget}\n"
            + $"{typeof(Preparer).Module.ModuleVersionId} {typeof(OnnxModel).Module.ModuleVersionId}\n";
    }
}
