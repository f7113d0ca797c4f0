using System.Numerics.Tensors;

namespace Frugal.Texts;

/// <summary>
/// A linear classifier of texts on hashed n-grams, as in fastText (Joulin et al., "Bag of tricks for efficient text classification", 2017): the mean of the
/// rows of a text's features, a matrix, softmax. Its size is 4 × Dimension × (Buckets + classes) bytes. Safe for concurrent use once it is trained.
/// </summary>
public sealed class NgramClassifier
{
    private readonly float[] table;    // (Buckets, Dimension)
    private readonly float[] output;   // (classes, Dimension)

    internal NgramClassifier(NgramClassifierOptions options, IReadOnlyList<string> classes, float[] table, float[] output) =>
        (Options, Classes, this.table, this.output) = (options, classes, table, output);

    /// <summary>Its form.</summary>
    public NgramClassifierOptions Options { get; }

    /// <summary>Class names in the order of the labels.</summary>
    public IReadOnlyList<string> Classes { get; }

    internal ReadOnlySpan<float> Table => table;

    internal ReadOnlySpan<float> Output => output;

    /// <summary>Trains a classifier by stochastic gradient descent on the cross-entropy, one text at a time, in one thread: the same on every run.</summary>
    /// <param name="texts">The texts, cleaned.</param>
    /// <param name="labels">The label of each, an index into <paramref name="classes"/>.</param>
    /// <param name="classes">Class names, 2 to 10,000.</param>
    /// <param name="options">Form and training.</param>
    /// <param name="cancellation">Stops the training.</param>
    /// <exception cref="FrugalException">An option, a label or a count is wrong.</exception>
    public static NgramClassifier Train(
        IReadOnlyList<string> texts, IReadOnlyList<int> labels, IReadOnlyList<string> classes, NgramClassifierOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classes);
        return new NgramTraining(texts, labels, classes, (options ?? new()).Validated()).Run(cancellation);
    }

    /// <summary>The probabilities of the classes; all equal if the text has no feature.</summary>
    /// <returns>One value per class; their sum is 1.</returns>
    public float[] Predict(ReadOnlySpan<char> text)
    {
        var (hidden, scores) = (new float[Options.Dimension], new float[Classes.Count]);
        Forward(new NgramFeatures(Options).Of(text), table, output, hidden, scores);
        return scores;
    }

    /// <summary>The most probable class, an index into <see cref="Classes"/>.</summary>
    public int Classify(ReadOnlySpan<char> text) => TensorPrimitives.IndexOfMax<float>(Predict(text));

    /// <summary>Writes the classifier to one file: a header and the numbers of both matrices as little-endian 32-bit floats.</summary>
    /// <exception cref="FrugalException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => NgramClassifierFile.Write(stream, this));

    /// <summary>Reads a file that <see cref="Save"/> wrote.</summary>
    /// <exception cref="FrugalException">The file is missing or damaged.</exception>
    public static NgramClassifier Load(string path) => NgramClassifierFile.Read(path);

    /// <summary>Mean of the rows, products with the classes, softmax.</summary>
    internal static void Forward(List<int> rows, ReadOnlySpan<float> table, ReadOnlySpan<float> output, Span<float> hidden, Span<float> scores)
    {
        hidden.Clear();
        foreach (var row in rows)
        {
            TensorPrimitives.Add(hidden, table.Slice(row * hidden.Length, hidden.Length), hidden);
        }

        TensorPrimitives.Multiply(hidden, 1f / Math.Max(1, rows.Count), hidden);
        Score(hidden, output, scores);
    }

    /// <summary>Products with the classes, softmax.</summary>
    internal static void Score(ReadOnlySpan<float> hidden, ReadOnlySpan<float> output, Span<float> scores)
    {
        for (var label = 0; label < scores.Length; label++)
        {
            scores[label] = TensorPrimitives.Dot<float>(output.Slice(label * hidden.Length, hidden.Length), hidden);
        }

        TensorPrimitives.Subtract(scores, TensorPrimitives.Max<float>(scores), scores);   // softmax does not shift by itself
        TensorPrimitives.SoftMax<float>(scores, scores);
    }
}
