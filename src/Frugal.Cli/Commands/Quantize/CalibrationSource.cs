using Frugal.Data;
using Frugal.Onnx;
using Frugal.Quantization;

namespace Frugal.Cli.Commands;

/// <summary>Opens the data given by <c>--calibrate</c>: a data set of the catalogue, a folder of photos, or a folder of arrays.</summary>
internal static class CalibrationSource
{
    /// <exception cref="FrugalException">The data is not available.</exception>
    public static CalibrationData Open(string source, OnnxModel model, QuantizeChoices choices, Terminal terminal, CancellationToken cancellation)
    {
        if (CalibrationArrays.IsIn(source))
        {
            return CalibrationData.FromArrays(source);
        }

        var images = Directory.Exists(source) ? Datasets.FromFolder(source) : Datasets.Open(source, "train", cancellation: cancellation);
        if (!model.Metadata.Stated)
        {
            terminal.Warn("the model does not name its preprocessing; images are stretched to its input size and normalised as for ImageNet.");
        }

        return CalibrationData.FromImages(images, choices.Samples, choices.Seed);
    }
}
