using Frugal.Data;

namespace Frugal.Cli.Start;

/// <summary>The subject of <c>frugal start</c>: a model of the course with the images that it was trained for.</summary>
/// <param name="Model">The model's name in the catalogue.</param>
/// <param name="Validation">The images for evaluation.</param>
/// <param name="Training">Images from its training set, to calibrate the activation ranges.</param>
internal sealed record StartSubject(string Model, IImageDataset Validation, IImageDataset Training)
{
    /// <summary>The clothing model on real photos; if no photos are available, the garments model on generated images, with a message.</summary>
    public static StartSubject Choose(StartOptions options, CancellationToken cancellation)
    {
        var validation = Datasets.Open("clothing-small", "validation", options.Data, cancellation);
        if (validation.Source.IsStandIn)
        {
            options.Progress("No photos: clothing-small is neither in the cache nor in a mirror (FRUGAL_MIRROR), and it cannot be downloaded. "
                + "Using garments instead: generated images, and the model trained on them.");
            return new StartSubject("garments-resnet", validation, Datasets.Open("garments", "train", options.Data, cancellation));
        }

        options.Progress($"Photos: clothing-small, {validation.Count} for validation ({validation.Source})");
        return new StartSubject("clothing-resnet", validation, Datasets.Open("clothing-small", "train", options.Data, cancellation));
    }
}
