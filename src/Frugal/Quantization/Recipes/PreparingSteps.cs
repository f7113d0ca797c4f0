namespace Frugal.Quantization;

/// <summary>Equalises the weights' ranges across layers: <see cref="CrossLayerEqualization"/>.</summary>
public sealed record EqualizeStep : IQuantizationStep
{
    /// <inheritdoc/>
    public string Name => "equalise";

    /// <inheritdoc/>
    public QuantizationStage Stage => QuantizationStage.Prepare;

    /// <inheritdoc/>
    public bool NeedsData => false;

    /// <inheritdoc/>
    public QuantizationDraft Apply(QuantizationDraft draft, QuantizationRun run)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft with { Model = CrossLayerEqualization.Apply(draft.Model) };
    }
}

/// <summary>Moves activation outliers into the weights: <see cref="SmoothQuant"/>.</summary>
/// <param name="Alpha">How much of the range moves, 0 to 1; 0.5 is usual.</param>
public sealed record SmoothStep(double Alpha = 0.5) : IQuantizationStep
{
    /// <inheritdoc/>
    public string Name => "smooth";

    /// <inheritdoc/>
    public QuantizationStage Stage => QuantizationStage.Prepare;

    /// <inheritdoc/>
    public bool NeedsData => true;

    /// <inheritdoc/>
    public QuantizationDraft Apply(QuantizationDraft draft, QuantizationRun run)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(run);
        run.Progress("Smoothing");
        return draft with { Model = SmoothQuant.Apply(draft.Model, run.Batches(draft.Model), Alpha, run.Cancellation) };
    }
}
