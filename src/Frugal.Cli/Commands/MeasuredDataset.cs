using Frugal.Data;
using Frugal.Onnx;

namespace Frugal.Cli.Commands;

/// <summary>Finds the images for measuring accuracy.</summary>
internal static class MeasuredDataset
{
    /// <summary>Opens the data set or folder <paramref name="asked"/> or, if it is null, the validation split of the data set named in the model
    /// at <paramref name="path"/>; null, with the reason in <paramref name="progress"/>, if there is none.</summary>
    /// <exception cref="FrugalException">The requested data set or folder is not available.</exception>
    public static IImageDataset? Open(string? asked, string path, Action<string> progress)
    {
        if (asked is not null)
        {
            progress($"Measuring accuracy on {asked}");
            return Directory.Exists(asked) ? Datasets.FromFolder(asked) : Datasets.Open(asked, "validation");
        }

        if (OnnxModel.Load(path).Metadata.Dataset is not { } named)
        {
            progress("Accuracy not measured: the first model names no data set; give one with --dataset.");
            return null;
        }

        try
        {
            progress($"Measuring accuracy on {named}");
            return Datasets.Open(named, "validation");
        }
        catch (FrugalException cause)
        {
            progress($"Accuracy not measured: {cause.Message}");
            return null;
        }
    }
}
