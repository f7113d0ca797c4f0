using Frugal.Data;
using Frugal.Models;
using Frugal.Texts;

namespace Frugal.Benchmarks.Tweets.Classification;

/// <summary>Classical baselines, the teacher and its students: bytes, tweets per second, scores. All are trained or opened and measured in one run.</summary>
internal static class ClassificationSection
{
    private const int Tweets = 2000;

    public static object Measure(bool quick)
    {
        var (library, folder) = (ModelLibrary.Default(), Directory.CreateDirectory(Path.Combine(Clone.Root, "artifacts", "bench", "tweets")).FullName);
        return new
        {
            four_tasks = Table(TweetTask.Four(), ["tweets-student", "tweets-bilstm"], library, folder, quick),
            sentiment = Table([TweetTask.Sentiment()], ["tweet-sentiment"], library, folder, quick),
        };
    }

    private static object Table(IReadOnlyList<TweetTask> tasks, string[] students, ModelLibrary library, string folder, bool quick)
    {
        List<TweetClassifier> rows = [MlNetClassifier.Train(tasks, folder), .. NgramRow.Train(tasks, folder), .. FastTextProgram.Train(tasks, folder)];
        if (tasks.Count > 1 && OnnxClassifier.Teacher(library, folder) is { } teacher)
        {
            rows.Add(teacher);
        }

        foreach (var name in students)
        {
            var float32 = Path.Combine(new DataFolders().Cache, name, "float32", name + ".onnx");
            rows.AddRange(new TweetClassifier?[]
            {
                OnnxClassifier.Open($"{name}, float32", float32, $"frugal models train {name}"),
                OnnxClassifier.Open($"{name}, int8", library.ModelFile(name), $"frugal models train {name}"),
            }.OfType<TweetClassifier>());
        }

        var texts = tasks.SelectMany(task => task.Tests.Values.SelectMany(test => test.Texts)).ToArray();
        new SplitMix64(1, 0).Shuffle<string>(texts);
        var speeds = Speeds(rows, [.. texts.Take(Tweets)], rounds: quick ? 1 : 7);
        var table = rows.Select((row, place) =>
        {
            var scores = tasks.SelectMany((task, number) => task.Tests.Select(test => (test.Key, Score: Math.Round(100 * Score(row, number, task, test.Value), 1)))).ToDictionary(pair => pair.Key, pair => pair.Score);
            return new { row.Name, row.Bytes, tweets_per_second = Math.Round(speeds[place]), scores, mean = Math.Round(scores.Values.Average(), 1) };
        }).ToList();
        rows.ForEach(row => row.Dispose());
        return table;
    }

    /// <summary>Tweets per second, the median of rounds in which all rows take turns; one more round before them is not counted.</summary>
    private static double[] Speeds(IReadOnlyList<TweetClassifier> rows, string[] texts, int rounds)
    {
        var seconds = rows.Select(_ => new List<double>()).ToList();
        for (var round = 0; round <= rounds; round++)
        {
            for (var row = 0; row < rows.Count; row++)
            {
                var taken = rows[row].Seconds(texts);
                if (round > 0)
                {
                    seconds[row].Add(taken);
                }
            }
        }

        return [.. seconds.Select(all => texts.Length / all.Order().ElementAt(all.Count / 2))];
    }

    private static double Score(TweetClassifier row, int number, TweetTask task, Labelled test)
    {
        var confusion = new int[task.Form.Classes.Count, task.Form.Classes.Count];
        foreach (var (label, answer) in test.Labels.Zip(row.Classify(number, test.Texts)))
        {
            confusion[label, answer]++;
        }

        return ClassScores.Of(task.Form, confusion);
    }
}
