using System.Collections.Immutable;
using Frugal.Onnx;
using OrtBatch = System.Collections.Generic.IReadOnlyDictionary<string, Microsoft.ML.OnnxRuntime.OrtValue>;

namespace Frugal.Quantization;

/// <summary>A model between two steps of a recipe.</summary>
/// <param name="Model">The model.</param>
/// <param name="Options">How it will be quantised.</param>
public sealed record QuantizationDraft(OnnxModel Model, QuantizationOptions Options)
{
    /// <summary>Findings of the steps that may cost accuracy or miss a budget.</summary>
    public ImmutableList<QuantizationWarning> Warnings { get; init; } = [];

    /// <summary>The result; set by the step that writes.</summary>
    public QuantizationResult? Result { get; init; }
}

/// <summary>The context that the steps of one run share.</summary>
public sealed record QuantizationRun
{
    /// <summary>The calibration data; null if no step needs any.</summary>
    public CalibrationData? Data { get; init; }

    /// <summary>Receives one line per phase of the work.</summary>
    public Action<string> Progress { get; init; } = _ => { };

    /// <summary>Ends the work between two batches or layers.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The calibration batches for <paramref name="model"/>, from the beginning.</summary>
    /// <exception cref="FrugalException">There is no data.</exception>
    public IEnumerable<OrtBatch> Batches(OnnxModel model) =>
        (Data ?? throw new FrugalException("this step needs calibration data. Give CalibrationData.FromImages, FromArrays or FromBatches.")).Batches(model);

    /// <summary>Progress as a share, reported as a line per tenth.</summary>
    internal IProgress<double> Shares(string what) => new TenthLines(share => Progress($"{what}: {share:P0}"));

    private sealed class TenthLines(Action<double> progress) : IProgress<double>
    {
        private int tenths;

        public void Report(double value)
        {
            if ((int)(value * 10) > tenths)
            {
                tenths = (int)(value * 10);
                progress(tenths / 10.0);
            }
        }
    }
}
