using System.Diagnostics;
using System.Globalization;

namespace Frugal.Benchmarks.Tweets.Classification;

/// <summary>Debian's fastText as a program, one model per task; its own time to load a model is taken off.</summary>
internal sealed record FastTextProgram(string Name, long Bytes, IReadOnlyList<string> Models, string Folder) : TweetClassifier(Name, Bytes)
{
    private const string Program = "/usr/bin/fasttext";

    /// <summary>Trains with the options of the floor, but a tenth of its 2,000,000 buckets, or each model has 800 MB; and quantises; none, with a line on the error console, if fastText is not installed.</summary>
    public static IReadOnlyList<FastTextProgram> Train(IReadOnlyList<TweetTask> tasks, string folder)
    {
        if (!File.Exists(Program))
        {
            Console.Error.WriteLine($"fastText: left out, since {Program} is missing. Install the package fasttext.");
            return [];
        }

        var (plain, quantized) = (new List<string>(), new List<string>());
        foreach (var task in tasks)
        {
            var (input, stem) = (Path.Combine(folder, $"fasttext-{task.Name}.txt"), Path.Combine(folder, $"fasttext-{task.Name}"));
            File.WriteAllLines(input, task.Train.Texts.Zip(task.Train.Labels, (text, label) => FormattableString.Invariant($"__label__{label} {TweetTask.Plain(text)}")));
            Run("supervised", "-input", input, "-output", stem, "-wordNgrams", "2", "-minn", "2", "-maxn", "5", "-bucket", "200000", "-lr", "0.25", "-epoch", "25", "-thread", "1", "-verbose", "0");
            Run("quantize", "-input", input, "-output", stem, "-qnorm", "-cutoff", "10000", "-thread", "1", "-verbose", "0");
            plain.Add(stem + ".bin");
            quantized.Add(stem + ".ftz");
        }

        return
        [
            new FastTextProgram("fastText 0.9.2", plain.Sum(file => new FileInfo(file).Length), plain, folder),
            new FastTextProgram("fastText 0.9.2, quantised", quantized.Sum(file => new FileInfo(file).Length), quantized, folder),
        ];
    }

    public override int[] Classify(int task, IReadOnlyList<string> texts) =>
        [.. Predict(task, texts).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line["__label__".Length..], CultureInfo.InvariantCulture))];

    public override double Seconds(IReadOnlyList<string> texts) => Enumerable.Range(0, Models.Count).Sum(task => Timed(() => Predict(task, texts)) - Timed(() => Predict(task, ["a"])));

    private string Predict(int task, IReadOnlyList<string> texts)
    {
        var input = Path.Combine(Folder, "fasttext-input.txt");
        File.WriteAllLines(input, texts.Select(text => TweetTask.Plain(text) is var plain && string.IsNullOrWhiteSpace(plain) ? "." : plain));
        return Run("predict", Models[task], input);
    }

    private static string Run(params string[] arguments)
    {
        using var child = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = child.StandardError.ReadToEndAsync();
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 ? output : throw new FrugalException($"{Program} {string.Join(' ', arguments)}: it ended with {child.ExitCode}. {errors.Result.Trim()}");
    }
}
