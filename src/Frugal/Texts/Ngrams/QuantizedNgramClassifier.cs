using System.Numerics.Tensors;

namespace Frugal.Texts;

/// <summary>
/// A <see cref="NgramClassifier"/> whose table is product-quantised, as in fastText.zip (Joulin et al. 2016, "FastText.zip: compressing text classification models", section
/// 3.1): a row of D floats becomes D / 2 bytes, an eighth. Safe for concurrent use.
/// </summary>
public sealed class QuantizedNgramClassifier
{
    /// <summary>Length of the part of a row that one byte stands for.</summary>
    internal const int Part = 2;

    private readonly byte[] codes;         // (Buckets, D / 2)
    private readonly float[] centroids;    // (D / 2, 256, 2)
    private readonly float[] output;       // (classes, D)

    internal QuantizedNgramClassifier(NgramClassifierOptions options, IReadOnlyList<string> classes, byte[] codes, float[] centroids, float[] output) =>
        (Options, Classes, this.codes, this.centroids, this.output) = (options, classes, codes, centroids, output);

    /// <summary>Its form.</summary>
    public NgramClassifierOptions Options { get; }

    /// <summary>Class names in the order of the labels.</summary>
    public IReadOnlyList<string> Classes { get; }

    internal ReadOnlySpan<byte> Codes => codes;

    internal ReadOnlySpan<float> Centroids => centroids;

    internal ReadOnlySpan<float> Output => output;

    /// <summary>Quantises a trained classifier, which is not changed.</summary>
    /// <exception cref="FrugalException">Its rows have an odd length.</exception>
    public static QuantizedNgramClassifier Of(NgramClassifier classifier)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        var options = classifier.Options;
        if (options.Dimension % Part != 0)
        {
            throw NgramClassifierErrors.OddDimension(options.Dimension);
        }

        var (codes, centroids) = ProductQuantizer.Quantize(classifier.Table, options.Dimension, Part, options.Seed);
        return new(options, classifier.Classes, codes, centroids, classifier.Output.ToArray());
    }

    /// <summary>The probabilities of the classes; all equal if the text has no feature.</summary>
    /// <returns>One value per class; their sum is 1.</returns>
    public float[] Predict(ReadOnlySpan<char> text)
    {
        var rows = new NgramFeatures(Options).Of(text);
        var (hidden, scores) = (new float[Options.Dimension], new float[Classes.Count]);
        var parts = Options.Dimension / Part;
        foreach (var row in rows)
        {
            for (var p = 0; p < parts; p++)
            {
                var centroid = ((p * ProductQuantizer.Centroids) + codes[(row * parts) + p]) * Part;
                hidden[p * Part] += centroids[centroid];
                hidden[(p * Part) + 1] += centroids[centroid + 1];
            }
        }

        TensorPrimitives.Multiply(hidden, 1f / Math.Max(1, rows.Count), hidden);
        NgramClassifier.Score(hidden, output, scores);
        return scores;
    }

    /// <summary>The most probable class, an index into <see cref="Classes"/>.</summary>
    public int Classify(ReadOnlySpan<char> text) => TensorPrimitives.IndexOfMax<float>(Predict(text));

    /// <summary>Writes the classifier to one file.</summary>
    /// <exception cref="FrugalException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => NgramClassifierFile.Write(stream, this));

    /// <summary>Reads a file that <see cref="Save"/> wrote.</summary>
    /// <exception cref="FrugalException">The file is missing or damaged.</exception>
    public static QuantizedNgramClassifier Load(string path) => NgramClassifierFile.ReadQuantized(path);
}
