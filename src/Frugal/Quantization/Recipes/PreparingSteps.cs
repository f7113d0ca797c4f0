namespace Frugal.Quantization;

/// <summary>Equalises the weights' ranges across layers: <see cref="CrossLayerEqualization"/>.</summary>
public sealed record EqualizeStep() : QuantizationStep("equalise", QuantizationStage.Prepare)
{
    /// <inheritdoc/>
    protected override QuantizationDraft Run(QuantizationDraft draft, QuantizationRun run) =>
        draft with { Model = CrossLayerEqualization.Apply(draft.Model) };
}

/// <summary>Moves activation outliers into the weights: <see cref="SmoothQuant"/>.</summary>
/// <param name="Alpha">How much of the range moves, 0 to 1; 0.5 is usual.</param>
public sealed record SmoothStep(double Alpha = 0.5) : QuantizationStep("smooth", QuantizationStage.Prepare, NeedsData: true)
{
    /// <inheritdoc/>
    protected override QuantizationDraft Run(QuantizationDraft draft, QuantizationRun run)
    {
        run.Progress("Smoothing");
        return draft with { Model = SmoothQuant.Apply(draft.Model, run.Data, Alpha, run.Cancellation) };
    }
}
