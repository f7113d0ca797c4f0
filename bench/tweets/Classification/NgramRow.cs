using Frugal.Texts;

namespace Frugal.Benchmarks.Tweets.Classification;

/// <summary>Frugal's own classifier on hashed n-grams, one per task: plain or product-quantised.</summary>
internal sealed record NgramRow(string Name, long Bytes, IReadOnlyList<Func<string, int>> Models) : TweetClassifier(Name, Bytes)
{
    private static readonly NgramClassifierOptions Options = new() { Buckets = 1 << 17, Dimension = 16, WordNgrams = 2, ShortestNgram = 3, LongestNgram = 5, Epochs = 15, LearningRate = 0.3 };

    /// <summary>Trains, and quantises what was trained.</summary>
    public static IReadOnlyList<NgramRow> Train(IReadOnlyList<TweetTask> tasks, string folder)
    {
        var plain = tasks.Select(task => NgramClassifier.Train(task.Train.Texts, task.Train.Labels, task.Form.Classes, Options)).ToList();
        var quantized = plain.Select(QuantizedNgramClassifier.Of).ToList();
        return
        [
            new NgramRow("n-grams, float32 (NgramClassifier)", Bytes(plain.Select<NgramClassifier, Action<string>>(model => model.Save)), [.. plain.Select<NgramClassifier, Func<string, int>>(model => text => model.Classify(text))]),
            new NgramRow("n-grams, product-quantised", Bytes(quantized.Select<QuantizedNgramClassifier, Action<string>>(model => model.Save)), [.. quantized.Select<QuantizedNgramClassifier, Func<string, int>>(model => text => model.Classify(text))]),
        ];

        long Bytes(IEnumerable<Action<string>> saves) => saves.Sum(save =>
        {
            var file = Path.Combine(folder, "ngrams.bin");
            save(file);
            return new FileInfo(file).Length;
        });
    }

    public override int[] Classify(int task, IReadOnlyList<string> texts) => [.. texts.Select(Models[task])];

    public override double Seconds(IReadOnlyList<string> texts) => Timed(() => Parallel.ForEach(texts, new ParallelOptions { MaxDegreeOfParallelism = OnnxClassifier.Threads }, text =>
    {
        foreach (var model in Models)
        {
            _ = model(text);
        }
    }));
}
