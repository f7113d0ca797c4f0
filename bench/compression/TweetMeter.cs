using Frugal.Data;
using Frugal.Measuring;
using Frugal.Models;
using Frugal.Onnx;
using Frugal.Texts;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Benchmarks.Compression;

/// <summary>Classifies TweetEval's validation tweets, one at a time, as a server would.</summary>
internal sealed class TweetMeter
{
    private readonly List<(TextTaskForm Form, int First, List<long[]> Tokens, TextDataset Data)> tasks = [];

    /// <summary>Each file's mean score over the tasks, 0 to 1.</summary>
    public Dictionary<string, double> Scores { get; } = [];

    public static TweetMeter Open()
    {
        var recipe = TextRecipes.TweetsMiniLm;
        var words = WordPieces.Load(ModelLibrary.Default().GetVocabulary(recipe.Pretrained));
        var meter = new TweetMeter();
        var first = 0;
        foreach (var (name, form) in Catalog.Datasets[recipe.Dataset].Tasks)
        {
            var data = TextDatasets.Open(recipe.Dataset, name, "validation");
            meter.tasks.Add((form, first, [.. data.Texts.Select(text => words.Encode(text, recipe.Length))], data));
            first += form.Classes.Count;
        }

        return meter;
    }

    public AccuracyComparison Compare(IReadOnlyList<string> files)
    {
        var all = tasks[0].Data;
        return new AccuracyComparison(
            new DatasetFigures(all.Name, all.Split, tasks.Sum(task => task.Tokens.Count), all.Source.Origin.ToString().ToLowerInvariant(), StandIn: false),
            [.. tasks.SelectMany(task => task.Data.Labels)],
            [.. files.Select(Classify)]);
    }

    private int[] Classify(string file)
    {
        using var session = new InferenceSession(OnnxModel.Load(file).ToBytes());
        var (chosen, scores) = (new List<int>(), new List<double>());
        foreach (var (form, first, tokens, data) in tasks)
        {
            var confusion = new int[form.Classes.Count, form.Classes.Count];
            foreach (var (text, label) in tokens.Zip(data.Labels))
            {
                var logits = Logits(session, text).AsSpan(first, form.Classes.Count);
                var best = 0;
                for (var i = 1; i < logits.Length; i++)
                {
                    best = logits[i] > logits[best] ? i : best;
                }

                confusion[label, best]++;
                chosen.Add(best);
            }

            scores.Add(ClassScores.Of(form, confusion));
        }

        Scores[file] = scores.Average();
        return [.. chosen];
    }

    private static float[] Logits(InferenceSession session, long[] tokens)
    {
        using var options = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(tokens, [1, tokens.Length]);
        using var outputs = session.Run(options, new Dictionary<string, OrtValue> { [session.InputNames[0]] = input }, session.OutputNames);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
