using Frugal.Data;

namespace Frugal.Cli.Commands.Search;

/// <summary>The images of a search: one part for training, one for choosing the network, one for measuring the chosen network.</summary>
internal sealed record SearchPictures(IImageDataset Training, IImageDataset Judging, IImageDataset Measuring)
{
    /// <summary>The share of a folder's photos held out from training.</summary>
    private const double Aside = 0.3;

    /// <exception cref="FrugalException">The data is not available, or there are too few images.</exception>
    public static SearchPictures Open(SearchChoices choices, CancellationToken cancellation)
    {
        var (training, aside) = Directory.Exists(choices.Dataset)
            ? Splits.Stratified(Datasets.FromFolder(choices.Dataset), Aside, choices.Evolution.Seed)
            : (Datasets.Open(choices.Dataset, "train", cancellation: cancellation), Datasets.Open(choices.Dataset, "validation", cancellation: cancellation));
        var (judging, measuring) = Splits.Stratified(aside, 0.5, choices.Evolution.Seed);
        return training.Count >= 4 && judging.Count > 0 && measuring.Count > 0
            ? new(choices.Pictures is { } count ? Splits.Sample(training, count, choices.Evolution.Seed) : training, judging, measuring)
            : throw new FrugalException($"{choices.Dataset}: {training.Count + aside.Count} pictures are too few to train networks, to choose one and to measure it. Give ten of each class at least.");
    }
}
