using Frugal.Data;

namespace Frugal.Cli.Start;

/// <summary>What <c>frugal start</c> works on: a model of the course and the pictures that it was trained for.</summary>
/// <param name="Model">The model's name in the catalogue.</param>
/// <param name="Validation">The pictures that it is judged by.</param>
/// <param name="Calibration">A few training pictures, for the ranges of its activations.</param>
internal sealed record StartSubject(string Model, IImageDataset Validation, IImageDataset Calibration)
{
    private const int CalibrationPictures = 200;
    private const int Seed = 1;

    /// <summary>The clothing model on real photos; where no photos can be had, the garments model on drawn ones, which is said.</summary>
    public static StartSubject Choose(Action<string> tell, CancellationToken cancellation)
    {
        var options = new DatasetOptions { AllowStandIn = true };
        var validation = Datasets.Open("clothing-small", "validation", options, cancellation);
        var train = Datasets.Open("clothing-small", "train", options, cancellation);
        if (validation.Source.IsStandIn || train.Source.IsStandIn)
        {
            // One of the two may be had alone; a model has to be judged on what it was trained for.
            validation = validation.Source.IsStandIn ? validation : Datasets.Open("garments", "validation", cancellation: cancellation);
            train = train.Source.IsStandIn ? train : Datasets.Open("garments", "train", cancellation: cancellation);
            tell("No photos: clothing-small is neither in the cache, nor in a mirror (FRUGAL_MIRROR), nor to be downloaded. "
                + "Going on with garments, pictures drawn by the program, and the model trained on them.");
        }
        else
        {
            tell($"Photos: clothing-small, {validation.Count} to judge by ({validation.Source})");
        }

        var places = Enumerable.Range(0, train.Count).ToArray();
        new Random(Seed).Shuffle(places);
        return new StartSubject(
            validation.Source.IsStandIn ? "garments-resnet" : "clothing-resnet",
            validation,
            new DatasetSubset(train, places[..Math.Min(CalibrationPictures, places.Length)]));
    }
}
