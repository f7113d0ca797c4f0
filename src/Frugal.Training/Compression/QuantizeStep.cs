using Frugal.Quantization;

namespace Frugal.Compression;

/// <summary>Quantises the model by a recipe, calibrated on training pictures.</summary>
/// <param name="Recipe">The steps of the quantisation.</param>
/// <param name="Label">The format in a candidate's name, such as "int8".</param>
public sealed record QuantizeStep(QuantizationRecipe Recipe, string Label = "int8") : ICompressionStep
{
    /// <summary>Number of training pictures for calibration, at least 1; 256 by default.</summary>
    public int CalibrationPictures { get; init; } = CalibrationData.DefaultImages;

    /// <summary>Seed for sampling the pictures; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <inheritdoc/>
    public string Name => string.Join(", ", [.. Recipe.Steps.SkipLast(1).Select(step => step.Name), $"quantise to {Label}"]);

    /// <inheritdoc/>
    public CompressionStage Stage => CompressionStage.Quantize;

    /// <summary>Whether some weights may get 4 bits.</summary>
    internal bool UsesFourBits => Recipe.Options.UsesFourBits || Recipe.Steps.Any(step => step is FitBytesStep);

    /// <inheritdoc/>
    public CompressionDraft Apply(CompressionDraft draft, CompressionContext run)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(run);
        var data = CalibrationData.FromImages(run.Subject.Training, CalibrationPictures, Seed);
        var result = Recipe.Apply(draft.Model, data, run.Progress, run.Cancellation);
        return new CompressionDraft(result.Model, Network: null) { Warnings = draft.Warnings.AddRange(result.Report.Warnings.Select(warning => $"{warning.Node}: {warning.Message}")) };
    }
}
