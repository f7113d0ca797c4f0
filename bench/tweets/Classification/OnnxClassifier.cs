using Frugal.Models;
using Frugal.Onnx;
using Frugal.Texts;

namespace Frugal.Benchmarks.Tweets.Classification;

/// <summary>A network in ONNX Runtime, in batches of similar length: one pass answers all tasks.</summary>
internal sealed record OnnxClassifier(string Name, long Bytes, TextModel Model) : TweetClassifier(Name, Bytes)
{
    public const int Threads = 2;

    /// <summary>A model of the catalogue, or a file of the cache; null, with a line on the error console, if it is missing.</summary>
    public static OnnxClassifier? Open(string name, string file, string command)
    {
        if (!File.Exists(file))
        {
            Console.Error.WriteLine($"{name}: left out, since {file} is missing. Make it with '{command}'.");
            return null;
        }

        return new OnnxClassifier(name, new FileInfo(file).Length, TextModel.Open(file, Threads));
    }

    /// <summary>The teacher, whose file has no vocabulary: a copy gets it.</summary>
    public static OnnxClassifier? Teacher(ModelLibrary library, string folder)
    {
        var recipe = TextRecipes.TweetsMiniLm;
        if (!File.Exists(library.ModelFile(recipe.Name)))
        {
            Console.Error.WriteLine($"{recipe.Name}: left out, since it is missing. Make it with 'frugal models train {recipe.Name}'.");
            return null;
        }

        var model = library.Load(recipe.Name);
        var pieces = File.ReadAllText(library.GetVocabulary(recipe.Pretrained)).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        model.Metadata = model.Metadata with { Vocabulary = pieces, MaximumTokens = recipe.Length };
        var file = Path.Combine(folder, recipe.Name + ".onnx");
        model.Save(file);
        return new OnnxClassifier($"{recipe.Name} (MiniLM), float32", new FileInfo(file).Length, TextModel.Open(file, Threads));
    }

    public override int[] Classify(int task, IReadOnlyList<string> texts) => [.. Model.Classify(texts).Select(answer => answer.Label(task))];

    public override double Seconds(IReadOnlyList<string> texts) => Timed(() => Model.Classify(texts).Count());

    public override void Dispose() => Model.Dispose();
}
