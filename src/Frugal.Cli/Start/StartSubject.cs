using Frugal.Data;

namespace Frugal.Cli.Start;

/// <summary>What <c>frugal start</c> works on: a model of the course and the pictures that it was trained for.</summary>
/// <param name="Model">The model's name in the catalogue.</param>
/// <param name="Validation">The pictures that it is judged by.</param>
/// <param name="Training">Pictures that it was trained on, for the ranges of its activations.</param>
internal sealed record StartSubject(string Model, IImageDataset Validation, IImageDataset Training)
{
    /// <summary>The clothing model on real photos; where no photos can be had, the garments model on drawn ones, which is said.</summary>
    public static StartSubject Choose(StartOptions options, CancellationToken cancellation)
    {
        var validation = Datasets.Open("clothing-small", "validation", options.Data, cancellation);
        if (validation.Source.IsStandIn)
        {
            options.Tell("No photos: clothing-small is neither in the cache, nor in a mirror (FRUGAL_MIRROR), nor to be downloaded. "
                + "Going on with garments, pictures drawn by the program, and the model trained on them.");
            return new StartSubject("garments-resnet", validation, Datasets.Open("garments", "train", options.Data, cancellation));
        }

        options.Tell($"Photos: clothing-small, {validation.Count} to judge by ({validation.Source})");
        return new StartSubject("clothing-resnet", validation, Datasets.Open("clothing-small", "train", options.Data, cancellation));
    }
}
