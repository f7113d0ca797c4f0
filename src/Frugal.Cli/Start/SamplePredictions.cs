using Frugal.Cli.Report;
using Frugal.Data;
using Frugal.Measuring;

namespace Frugal.Cli.Start;

/// <summary>Classifies the same few images with every model.</summary>
internal static class SamplePredictions
{
    private const int Count = 3;

    /// <summary>Images spread across <paramref name="data"/>, of different classes if it is sorted by class, with each model's prediction.</summary>
    public static IReadOnlyList<ImagePredictions> Of(IImageDataset data, IReadOnlyList<string> models)
    {
        var classifiers = models.Select(path => ImageClassifier.Open(path)).ToArray();
        try
        {
            return [.. Enumerable.Range(0, Count).Select(i => Of(data, (2 * i + 1) * data.Count / (2 * Count), classifiers))];
        }
        finally
        {
            foreach (var classifier in classifiers)
            {
                classifier.Dispose();
            }
        }
    }

    private static ImagePredictions Of(IImageDataset data, int index, ImageClassifier[] classifiers)
    {
        var image = data.Image(index);
        return new ImagePredictions(image.ToJpeg(), data.Classes[data.Label(index)], [.. classifiers.Select(Predict)]);

        Prediction Predict(ImageClassifier model)
        {
            var (best, probability) = model.Classify(image);
            return new Prediction(model.Metadata.Format, model.Metadata.Classes.ElementAtOrDefault(best) ?? $"class {best}", probability);
        }
    }
}
