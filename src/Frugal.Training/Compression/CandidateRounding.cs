using Frugal.Onnx;
using Frugal.Quantization;
using OrtBatch = System.Collections.Generic.IReadOnlyDictionary<string, Microsoft.ML.OnnxRuntime.OrtValue>;

namespace Frugal.Compression;

/// <summary>Makes int8, int4 and mixed models of a float32 one.</summary>
internal sealed class CandidateRounding(CompressionSubject subject, CompressionOptions options)
{
    /// <summary>Sixty-four pictures tell sensitive layers from others.</summary>
    private const int SensitivityBatches = 4;

    /// <summary>All that the integers follow from, but for the float32 model.</summary>
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

    /// <summary>Whether a format has something to give: a mix only where the budget lies between all weights in 4 and all in 8 bits.</summary>
    public bool Serves(OnnxModel model, CompressedFormat format, CancellationToken cancellation)
    {
        return format != CompressedFormat.Mixed || (options.Budget.Bytes is { } budget && Size(WeightBits.Four) < budget.Bytes && budget.Bytes < Size(WeightBits.Safe8));

        long Size(WeightBits bits) => StaticQuantizer.Quantize(model, Data(model).Take(1), new QuantizationOptions { WeightBits = bits }, cancellation).Model.ToBytes().Length;
    }

    /// <summary>Makes a format that serves.</summary>
    public QuantizationResult Apply(OnnxModel model, CompressedFormat format, CancellationToken cancellation)
    {
        var choice = format switch
        {
            CompressedFormat.Int4 => new QuantizationOptions { WeightBits = WeightBits.Four },
            CompressedFormat.Mixed => FileBudget.Fit(model, () => Data(model).Take(SensitivityBatches), options.Budget.Bytes!.Value, cancellation: cancellation).Options,
            _ => new QuantizationOptions(),
        };
        var rounded = format == CompressedFormat.Int8
            ? model
            : AdaRound.Apply(model, Data(model), options.Rounding with { Quantization = choice, Seed = options.Seed }, new Told(options.Progress), cancellation);
        return StaticQuantizer.Quantize(rounded, Data(model), choice, cancellation);
    }

    private IEnumerable<OrtBatch> Data(OnnxModel model) => CalibrationPictures.Read(model, subject.Training, options.CalibrationPictures, options.Seed);

    /// <summary>A line a quarter.</summary>
    private sealed class Told(Action<string> tell) : IProgress<double>
    {
        private int quarters;

        public void Report(double value)
        {
            if ((int)(value * 4) > quarters)
            {
                quarters = (int)(value * 4);
                tell(FormattableString.Invariant($"  rounding: {25 * quarters}% of the layers"));
            }
        }
    }
}
