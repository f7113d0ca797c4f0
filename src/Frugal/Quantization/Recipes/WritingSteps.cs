namespace Frugal.Quantization;

/// <summary>Writes int8 with activation ranges from calibration: <see cref="StaticQuantizer"/>.</summary>
public sealed record WriteStaticStep : IQuantizationStep
{
    /// <inheritdoc/>
    public string Name => "write static int8";

    /// <inheritdoc/>
    public QuantizationStage Stage => QuantizationStage.Write;

    /// <inheritdoc/>
    public bool NeedsData => true;

    /// <inheritdoc/>
    public QuantizationDraft Apply(QuantizationDraft draft, QuantizationRun run)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(run);
        return draft with { Result = StaticQuantizer.Quantize(draft.Model, run.Batches(draft.Model), draft.Options, run.Cancellation) };
    }
}

/// <summary>Writes int8 with activation ranges computed at every call: <see cref="DynamicQuantizer"/>.</summary>
public sealed record WriteDynamicStep : IQuantizationStep
{
    /// <inheritdoc/>
    public string Name => "write dynamic int8";

    /// <inheritdoc/>
    public QuantizationStage Stage => QuantizationStage.Write;

    /// <inheritdoc/>
    public bool NeedsData => false;

    /// <inheritdoc/>
    public QuantizationDraft Apply(QuantizationDraft draft, QuantizationRun run)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft with { Result = DynamicQuantizer.Quantize(draft.Model, draft.Options) };
    }
}

/// <summary>Writes 4-bit weights in blocks: <see cref="WeightOnlyQuantizer"/>.</summary>
/// <param name="Blocks">Block size and rounding; nodes that the recipe's options exclude are excluded too.</param>
public sealed record WriteWeightOnlyStep(WeightOnlyOptions Blocks) : IQuantizationStep
{
    /// <inheritdoc/>
    public string Name => "write 4-bit blocks";

    /// <inheritdoc/>
    public QuantizationStage Stage => QuantizationStage.Write;

    /// <inheritdoc/>
    public bool NeedsData => Blocks.Rounding == BlockRounding.Gptq;

    /// <inheritdoc/>
    public QuantizationDraft Apply(QuantizationDraft draft, QuantizationRun run)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(run);
        var blocks = Blocks with { Exclude = Blocks.Exclude.Union(draft.Options.Exclude).ToHashSet() };
        return draft with { Result = WeightOnlyQuantizer.Quantize(draft.Model, blocks, NeedsData ? run.Batches(draft.Model) : null, run.Cancellation) };
    }
}
