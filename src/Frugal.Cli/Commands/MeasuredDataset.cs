using Frugal.Data;
using Frugal.Onnx;

namespace Frugal.Cli.Commands;

/// <summary>Finds the pictures that accuracy is measured on.</summary>
internal static class MeasuredDataset
{
    /// <summary>The data set or folder called <paramref name="asked"/>, else the validation split of the one that the model at <paramref name="path"/> names;
    /// null, with the reason in <paramref name="progress"/>, when there is none.</summary>
    /// <exception cref="FrugalException">What was asked for cannot be had.</exception>
    public static IImageDataset? Open(string? asked, string path, Action<string> progress)
    {
        if (asked is not null)
        {
            progress($"Accuracy on {asked}");
            return Directory.Exists(asked) ? Datasets.FromFolder(asked) : Datasets.Open(asked, "validation");
        }

        if (OnnxModel.Load(path).Metadata.Dataset is not { } named)
        {
            progress("No accuracy: the first model names no data set; give one with --dataset.");
            return null;
        }

        try
        {
            progress($"Accuracy on {named}");
            return Datasets.Open(named, "validation");
        }
        catch (FrugalException cause)
        {
            progress($"No accuracy: {cause.Message}");
            return null;
        }
    }
}
