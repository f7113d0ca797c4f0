using System.Numerics.Tensors;
using Frugal.Data;

namespace Frugal.Texts;

/// <summary>Trains a <see cref="NgramClassifier"/>.</summary>
internal sealed class NgramTraining
{
    private const long Weights = 0x77656967687473;   // "weights"
    private const long Orders = 0x6F7264657273;      // "orders"

    private readonly NgramClassifierOptions options;
    private readonly IReadOnlyList<string> texts;
    private readonly IReadOnlyList<int> labels;
    private readonly IReadOnlyList<string> classes;
    private readonly NgramFeatures features;
    private readonly float[] table;
    private readonly float[] output;
    private readonly float[] hidden;
    private readonly float[] gradient;
    private readonly float[] scores;

    public NgramTraining(IReadOnlyList<string> texts, IReadOnlyList<int> labels, IReadOnlyList<string> classes, NgramClassifierOptions options)
    {
        Check(texts, labels, classes);
        (this.texts, this.labels, this.classes, this.options) = (texts, labels, classes, options);
        features = new(options);
        table = new float[options.Buckets * options.Dimension];
        output = new float[classes.Count * options.Dimension];
        (hidden, gradient, scores) = (new float[options.Dimension], new float[options.Dimension], new float[classes.Count]);
        var random = new SplitMix64(options.Seed, Weights);
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = random.Uniform(-1f / options.Dimension, 1f / options.Dimension);
        }
    }

    /// <summary>All epochs, each in an order of its own.</summary>
    public NgramClassifier Run(CancellationToken cancellation)
    {
        var order = Enumerable.Range(0, texts.Count).ToArray();
        var (step, steps) = (0L, (long)options.Epochs * texts.Count);
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            new SplitMix64(options.Seed, Orders, epoch).Shuffle<int>(order);
            foreach (var example in order)
            {
                cancellation.ThrowIfCancellationRequested();
                Step(texts[example], labels[example], (float)(options.LearningRate * (1 - ((double)step++ / steps))));
            }
        }

        return new(options, [.. classes], table, output);
    }

    /// <summary>One text. With p the probabilities and y the label's unit vector, the scores' gradient is p - y.</summary>
    internal void Step(string text, int label, float rate)
    {
        var rows = features.Of(text);
        if (rows.Count == 0)
        {
            return;
        }

        NgramClassifier.Forward(rows, table, output, hidden, scores);
        scores[label] -= 1;
        Array.Clear(gradient);
        for (var i = 0; i < scores.Length; i++)
        {
            var weights = output.AsSpan(i * hidden.Length, hidden.Length);
            TensorPrimitives.MultiplyAdd(weights, scores[i], gradient, gradient);             // with the weights before the step
            TensorPrimitives.MultiplyAdd(hidden, -rate * scores[i], weights, weights);
        }

        TensorPrimitives.Multiply(gradient, -rate / rows.Count, gradient);   // each row has a share of 1 / n in the mean
        foreach (var row in rows)
        {
            var weights = table.AsSpan(row * hidden.Length, hidden.Length);
            TensorPrimitives.Add(weights, gradient, weights);
        }
    }

    private static void Check(IReadOnlyList<string> texts, IReadOnlyList<int> labels, IReadOnlyList<string> classes)
    {
        if (texts.Count == 0)
        {
            throw NgramClassifierErrors.NoExamples();
        }

        if (texts.Count != labels.Count)
        {
            throw NgramClassifierErrors.Counts(texts.Count, labels.Count);
        }

        if (classes.Count is < 2 or > 10_000)
        {
            throw NgramClassifierErrors.Classes(classes.Count);
        }

        for (var i = 0; i < labels.Count; i++)
        {
            if (labels[i] < 0 || labels[i] >= classes.Count)
            {
                throw NgramClassifierErrors.Label(labels[i], i, classes.Count);
            }
        }
    }
}
