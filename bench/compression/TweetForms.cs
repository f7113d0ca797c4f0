using Frugal.Data;
using Frugal.Models;
using Frugal.Onnx;
using Frugal.Quantization;
using Frugal.Texts;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Benchmarks.Compression;

/// <summary>The fine-tuned MiniLM in the forms that products of matrices have.</summary>
internal sealed class TweetForms(Workshop workshop)
{
    public const string Teacher = "tweets-minilm";
    private const int Batches = 8, Texts = 16, Seed = 1;

    public IEnumerable<Form> All()
    {
        yield return new Form(Teacher, workshop.Library.ModelFile(Teacher));
        var model = workshop.Library.Load(Teacher);
        var tweets = CalibrationData.FromBatches(_ => Tweets(model.Inputs[0].Name));
        yield return Save("float16 storage", () => Float16Storage.Apply(model));
        yield return Save("int8, dynamic", () => DynamicQuantizer.Quantize(model).Model);
        yield return Save("int8, dynamic, smoothed (SmoothQuant)", () => DynamicQuantizer.Quantize(SmoothQuant.Apply(model, tweets)).Model);
        foreach (var rounding in Enum.GetValues<BlockRounding>())
        {
            yield return Save($"int4 weights in blocks of 32, {rounding}", () => WeightOnlyQuantizer.Quantize(model, new WeightOnlyOptions { Rounding = rounding }, tweets).Model);
        }
    }

    private Form Save(string name, Func<OnnxModel> make) =>
        new($"{Teacher}, {name}", workshop.Make(Names.File($"{Teacher}-{name}") + ".onnx", file => make().Save(file)));

    /// <summary>Training tweets of all tasks, a seeded choice.</summary>
    private IEnumerable<IReadOnlyDictionary<string, OrtValue>> Tweets(string input)
    {
        var recipe = TextRecipes.TweetsMiniLm;
        var words = WordPieces.Load(workshop.Library.GetVocabulary(recipe.Pretrained));
        var texts = Catalog.Datasets[recipe.Dataset].Tasks.Keys.SelectMany(task => TextDatasets.Open(recipe.Dataset, task).Texts).ToArray();
        new SplitMix64(Seed, 0).Shuffle<string>(texts);
        foreach (var batch in texts.Take(Batches * Texts).Select(text => words.Encode(text, recipe.Length)).Chunk(Texts))
        {
            var (tokens, length) = WordPieces.Pad(batch);
            yield return new Dictionary<string, OrtValue> { [input] = OrtValue.CreateTensorValueFromMemory(tokens, [batch.Length, length]) };
        }
    }
}
