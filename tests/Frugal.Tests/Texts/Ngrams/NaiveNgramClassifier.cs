using Frugal.Data;
using Frugal.Texts;

namespace Frugal.Tests.Texts.Ngrams;

/// <summary>The classifier with strings for features and loops over doubles. It draws the same weights and orders, and shares the hash alone.</summary>
internal sealed class NaiveNgramClassifier
{
    private readonly NgramClassifierOptions options;
    private readonly double[][] table;
    private readonly double[][] output;

    public NaiveNgramClassifier(string[] texts, int[] labels, int classes, NgramClassifierOptions options)
    {
        this.options = options;
        var random = new SplitMix64(options.Seed, 0x77656967687473);
        table = [.. Enumerable.Range(0, options.Buckets).Select(_ => Enumerable.Range(0, options.Dimension).Select(_ => (double)random.Uniform(-1f / options.Dimension, 1f / options.Dimension)).ToArray())];
        output = [.. Enumerable.Range(0, classes).Select(_ => new double[options.Dimension])];
        var order = Enumerable.Range(0, texts.Length).ToArray();
        for (var (epoch, step) = (0, 0); epoch < options.Epochs; epoch++)
        {
            new SplitMix64(options.Seed, 0x6F7264657273, epoch).Shuffle<int>(order);
            foreach (var i in order)
            {
                Learn(texts[i], labels[i], options.LearningRate * (1 - ((double)step++ / (options.Epochs * texts.Length))));
            }
        }
    }

    public double[] Predict(string text)
    {
        var hidden = Hidden(Rows(text));
        var exponentials = output.Select(weights => Math.Exp(weights.Zip(hidden, (w, h) => w * h).Sum())).ToArray();
        return [.. exponentials.Select(value => value / exponentials.Sum())];
    }

    private void Learn(string text, int label, double rate)
    {
        var rows = Rows(text);
        if (rows.Count == 0)
        {
            return;
        }

        var (probabilities, hidden) = (Predict(text), Hidden(rows));
        var before = output.Select(weights => weights.ToArray()).ToArray();
        for (var k = 0; k < output.Length; k++)
        {
            var error = probabilities[k] - (k == label ? 1 : 0);
            for (var d = 0; d < hidden.Length; d++)
            {
                output[k][d] -= rate * error * hidden[d];
                foreach (var row in rows)
                {
                    table[row][d] -= rate * error * before[k][d] / rows.Count;
                }
            }
        }
    }

    private double[] Hidden(List<int> rows) => [.. Enumerable.Range(0, options.Dimension).Select(d => rows.Sum(row => table[row][d]) / Math.Max(1, rows.Count))];

    private List<int> Rows(string text)
    {
        var words = Words(text);
        var letters = from word in words from size in Enumerable.Range(1, 8) where size >= options.ShortestNgram && size <= options.LongestNgram && size < word.Length from at in Enumerable.Range(0, word.Length - size + 1) select TextHash.Of(word.AsSpan(at, size));
        var sequences = from first in Enumerable.Range(0, words.Count) from count in Enumerable.Range(1, options.WordNgrams) where first + count <= words.Count select words.Skip(first + 1).Take(count - 1).Aggregate(TextHash.Of(words[first]), (hash, word) => TextHash.Join(hash, TextHash.Of(word)));
        return [.. letters.Concat(sequences).Select(hash => (int)((hash >> 32) % (ulong)options.Buckets))];
    }

    private static List<string> Words(string text)
    {
        var plain = string.Concat(text.Select(character => char.IsLetterOrDigit(character) || char.IsSurrogate(character) ? $"{char.ToLowerInvariant(character)}" : " ")).Replace('é', 'e').Replace('à', 'a').Replace('ê', 'e');
        return [.. plain.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => $"<{word}>")];
    }
}
