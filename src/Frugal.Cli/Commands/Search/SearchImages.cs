using Frugal.Data;

namespace Frugal.Cli.Commands.Search;

/// <summary>The images of a search: for training, for selecting the best network, and for measuring it.</summary>
internal sealed record SearchImages(IImageDataset Training, IImageDataset Selection, IImageDataset Test)
{
    /// <summary>The share of a folder's photos held out from training.</summary>
    private const double HeldOutShare = 0.3;

    /// <exception cref="FrugalException">The data is not available, or there are too few images.</exception>
    public static SearchImages Open(SearchChoices choices, CancellationToken cancellation)
    {
        var (training, heldOut) = Directory.Exists(choices.Dataset)
            ? Splits.Stratified(Datasets.FromFolder(choices.Dataset), HeldOutShare, choices.Evolution.Seed)
            : (Datasets.Open(choices.Dataset, "train", cancellation: cancellation), Datasets.Open(choices.Dataset, "validation", cancellation: cancellation));
        var (selection, test) = Splits.Stratified(heldOut, 0.5, choices.Evolution.Seed);
        return training.Count >= 4 && selection.Count > 0 && test.Count > 0
            ? new(choices.Images is { } count ? Splits.Sample(training, count, choices.Evolution.Seed) : training, selection, test)
            : throw new FrugalException($"{choices.Dataset}: {training.Count + heldOut.Count} images are too few for training, selection and testing. Give at least ten per class.");
    }
}
