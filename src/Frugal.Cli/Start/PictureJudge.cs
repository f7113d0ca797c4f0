using Frugal.Cli.Report;
using Frugal.Data;
using Frugal.Measuring;

namespace Frugal.Cli.Start;

/// <summary>Classifies the same few images with every model.</summary>
internal static class PictureJudge
{
    private const int Pictures = 3;

    /// <summary>Images spread across <paramref name="data"/>, of different classes if it is sorted by class, with each model's prediction.</summary>
    public static IReadOnlyList<PictureVerdicts> Judge(IImageDataset data, IReadOnlyList<string> models)
    {
        var classifiers = models.Select(path => ImageClassifier.Open(path)).ToArray();
        try
        {
            return [.. Enumerable.Range(0, Pictures).Select(i => Judge(data, (2 * i + 1) * data.Count / (2 * Pictures), classifiers))];
        }
        finally
        {
            foreach (var classifier in classifiers)
            {
                classifier.Dispose();
            }
        }
    }

    private static PictureVerdicts Judge(IImageDataset data, int index, ImageClassifier[] classifiers)
    {
        var picture = data.Image(index);
        return new PictureVerdicts(picture.ToJpeg(), data.Classes[data.Label(index)], [.. classifiers.Select(Verdict)]);

        Verdict Verdict(ImageClassifier model)
        {
            var (best, probability) = model.Classify(picture);
            return new Verdict(model.Metadata.Format, model.Metadata.Classes.ElementAtOrDefault(best) ?? $"class {best}", probability);
        }
    }
}
