using Frugal.Onnx;
using Frugal.Quantization;

namespace Frugal.Compression;

/// <summary>Quantises a float32 model to int8, int4 and mixed formats.</summary>
internal sealed class CandidateRounding(CompressionSubject subject, CompressionOptions options)
{
    /// <summary>Everything that determines the integers, except the float32 model.</summary>
    public IReadOnlyList<string> Origin(CompressedFormat format)
    {
        var data = FormattableString.Invariant($"{format} {options.CalibrationPictures} {options.Seed} {CompressionRun.Identity(subject.Training)}");
        var rounding = FormattableString.Invariant($"{options.Rounding.Steps} {options.Rounding.Rows}");
        return format switch
        {
            CompressedFormat.Int8 => [data],
            CompressedFormat.Mixed => [data, rounding, options.Budget.Bytes.ToString() ?? ""],
            _ => [data, rounding],
        };
    }

    /// <summary>Whether a format is useful: a mix only if the size budget lies between the sizes with all weights in 4 bits and all in 8 bits.</summary>
    public bool Serves(OnnxModel model, CompressedFormat format, CancellationToken cancellation)
    {
        return format != CompressedFormat.Mixed || (options.Budget.Bytes is { } budget && Size(WeightBits.Four) < budget.Bytes && budget.Bytes < Size(WeightBits.Safe8));

        long Size(WeightBits bits) => StaticQuantizer.Quantize(model, Data.Take(1), new QuantizationOptions { WeightBits = bits }, cancellation).Model.ToBytes().Length;
    }

    /// <summary>Quantises the model to a format for which <see cref="Serves"/> is true.</summary>
    public QuantizationResult Apply(OnnxModel model, CompressedFormat format, CancellationToken cancellation) =>
        RecipeOf(format).Apply(model, Data, line => options.Progress("  " + line), cancellation);

    private QuantizationRecipe RecipeOf(CompressedFormat format)
    {
        var rounding = new AdaRoundStep(options.Rounding with { Seed = options.Seed });
        return format switch
        {
            CompressedFormat.Int4 => QuantizationRecipe.Static(new QuantizationOptions { WeightBits = WeightBits.Four }).With(rounding),
            CompressedFormat.Mixed => QuantizationRecipe.Static().With(new FitBytesStep(options.Budget.Bytes!.Value)).With(rounding),
            _ => QuantizationRecipe.Static(),
        };
    }

    private CalibrationData Data => CalibrationData.FromImages(subject.Training, options.CalibrationPictures, options.Seed);
}
