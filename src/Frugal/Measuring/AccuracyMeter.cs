using Frugal.Data;
using Frugal.Imaging;

namespace Frugal.Measuring;

/// <summary>Classifies a labelled data set with several models. Each model gets images preprocessed as its own metadata specifies.</summary>
/// <param name="data">The labelled images.</param>
public sealed class AccuracyMeter(IImageDataset data)
{
    private const int BatchSize = 32;
    private readonly Dictionary<Preprocessing, ImageLoader> loaders = [];

    /// <summary>Runs every model over the whole data set.</summary>
    /// <param name="paths">ONNX files, the baseline first.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <exception cref="FrugalException">The images have no labels, a model is not an image classifier, or its classes do not match the data set's.</exception>
    public AccuracyComparison Compare(IReadOnlyList<string> paths, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (data.Classes.Count == 0 || data.Count == 0)
        {
            throw new FrugalException($"{data.Name}: its images have no class labels. Accuracy needs a folder with one sub-folder per class.");
        }

        return new AccuracyComparison(
            DatasetFigures.Of(data),
            [.. Enumerable.Range(0, data.Count).Select(data.Label)],
            [.. paths.Select(path => Classify(path, cancellation))]);
    }

    private int[] Classify(string path, CancellationToken cancellation)
    {
        using var model = ImageClassifier.Open(path, Environment.ProcessorCount);
        var labels = Labels(path, model);
        if (!loaders.TryGetValue(model.Preprocessing, out var loader))
        {
            loader = ImageLoader.Create(data, new LoaderOptions { BatchSize = BatchSize, Preprocessing = model.Preprocessing }, cancellation: cancellation);
            loaders.Add(model.Preprocessing, loader);
        }

        var chosen = new int[data.Count];
        foreach (var batch in loader.Epoch(0, cancellation))
        {
            using (batch)
            {
                var classes = model.Classify(batch.Images, batch.Count);
                for (var i = 0; i < classes.Length; i++)
                {
                    chosen[batch.Indices[i]] = labels[classes[i]];
                }
            }
        }

        return chosen;
    }

    /// <summary>The data set's label for each of the model's logits, matched by class name; a model without class names has the data set's order.</summary>
    private int[] Labels(string path, ImageClassifier model)
    {
        var names = model.Metadata.Classes;
        int[] labels = names.Count == 0
            ? [.. Enumerable.Range(0, model.ClassCount)]
            : [.. names.Select(name => data.Classes.ToList().IndexOf(name))];
        return labels.Length == model.ClassCount && model.ClassCount == data.Classes.Count && !labels.Contains(-1)
            ? labels
            : throw new FrugalException($"{path}: its classes ({(names.Count == 0 ? $"{model.ClassCount} without names" : string.Join(", ", names))}) are not those of {data.Name} "
                + $"({string.Join(", ", data.Classes)}). Give the data set that it was trained for with --dataset.");
    }
}
