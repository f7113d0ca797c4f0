using Frugal.Measuring;

namespace Frugal.Quantization;

/// <summary>Assigns 4 bits to the least sensitive layers, until the file fits a size: <see cref="FileBudget"/>.</summary>
/// <param name="Most">Maximum size of the file.</param>
public sealed record FitBytesStep(ByteSize Most) : IQuantizationStep
{
    /// <summary>Number of batches: 64 images are enough to find the sensitive layers.</summary>
    internal const int SensitivityBatches = 4;

    /// <inheritdoc/>
    public string Name => "fit bytes";

    /// <inheritdoc/>
    public QuantizationStage Stage => QuantizationStage.Choose;

    /// <inheritdoc/>
    public bool NeedsData => true;

    /// <inheritdoc/>
    public QuantizationDraft Apply(QuantizationDraft draft, QuantizationRun run)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(run);
        run.Progress("Measuring the sensitivity of layers to 4-bit weights");
        var choice = FileBudget.Fit(draft.Model, () => run.Batches(draft.Model).Take(SensitivityBatches), Most, draft.Options, run.Cancellation);
        return draft with
        {
            Options = choice.Options,
            Warnings = choice.Met
                ? draft.Warnings
                : draft.Warnings.Add(new(draft.Model.Source, $"{choice.File} with all weights in 4 bits: the budget of {Most} cannot be met by rounding alone. Prune channels, or train a smaller network")),
        };
    }
}

/// <summary>Quantises only the layers that save most time for the least error, until the model meets a latency budget: <see cref="LatencyBudget"/>.</summary>
/// <param name="Most">Maximum median latency of one call.</param>
public sealed record FitLatencyStep(Milliseconds Most) : IQuantizationStep
{
    /// <inheritdoc/>
    public string Name => "fit latency";

    /// <inheritdoc/>
    public QuantizationStage Stage => QuantizationStage.Choose;

    /// <inheritdoc/>
    public bool NeedsData => true;

    /// <inheritdoc/>
    public QuantizationDraft Apply(QuantizationDraft draft, QuantizationRun run)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(run);
        run.Progress("Measuring the gain of each layer in int8");
        var fitted = new LatencyBudget { Most = Most, Quantization = draft.Options, Run = new ModelRunOptions { Processors = [.. CpuAffinity.Choose(1)] } }
            .Fit(draft.Model, () => run.Batches(draft.Model).Take(FitBytesStep.SensitivityBatches), run.Cancellation);
        run.Progress($"{fitted.Count} of {fitted.Layers.Count} layers in int8: {fitted.Float} -> {fitted.Latency}");
        return draft with
        {
            Options = fitted.Options,
            Warnings = fitted.Met
                ? draft.Warnings
                : draft.Warnings.Add(new(draft.Model.Source, $"{fitted.Latency} with all layers in int8: the budget of {Most} cannot be met by int8 alone. Prune channels, or train a smaller network")),
        };
    }
}
