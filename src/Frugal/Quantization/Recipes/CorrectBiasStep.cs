namespace Frugal.Quantization;

/// <summary>Corrects the biases for the shift caused by rounding the weights: <see cref="BiasCorrection"/>.</summary>
public sealed record CorrectBiasStep : IQuantizationStep
{
    /// <inheritdoc/>
    public string Name => "correct biases";

    /// <inheritdoc/>
    public QuantizationStage Stage => QuantizationStage.Correct;

    /// <inheritdoc/>
    public bool NeedsData => true;

    /// <inheritdoc/>
    public QuantizationDraft Apply(QuantizationDraft draft, QuantizationRun run)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(run);
        return draft with { Model = BiasCorrection.Apply(draft.Model, run.Batches(draft.Model), draft.Options, run.Cancellation) };
    }
}
