namespace Frugal.Quantization;

/// <summary>Writes int8 with activation ranges from calibration: <see cref="StaticQuantizer"/>.</summary>
public sealed record WriteStaticStep() : QuantizationStep("write static int8", QuantizationStage.Write, NeedsData: true)
{
    /// <inheritdoc/>
    protected override QuantizationDraft Run(QuantizationDraft draft, QuantizationRun run) =>
        draft with { Result = StaticQuantizer.Quantize(draft.Model, run.Data, draft.Options, run.Cancellation) };
}

/// <summary>Writes int8 with activation ranges computed at every call: <see cref="DynamicQuantizer"/>.</summary>
public sealed record WriteDynamicStep() : QuantizationStep("write dynamic int8", QuantizationStage.Write)
{
    /// <inheritdoc/>
    protected override QuantizationDraft Run(QuantizationDraft draft, QuantizationRun run) =>
        draft with { Result = DynamicQuantizer.Quantize(draft.Model, draft.Options) };
}

/// <summary>Writes 4-bit weights in blocks: <see cref="WeightOnlyQuantizer"/>.</summary>
/// <param name="Blocks">Block size and rounding; nodes that the recipe's options exclude are excluded too.</param>
public sealed record WriteWeightOnlyStep(WeightOnlyOptions Blocks) : QuantizationStep("write 4-bit blocks", QuantizationStage.Write)
{
    /// <inheritdoc/>
    public override bool NeedsData => Blocks.Rounding == BlockRounding.Gptq;

    /// <inheritdoc/>
    protected override QuantizationDraft Run(QuantizationDraft draft, QuantizationRun run)
    {
        var blocks = Blocks with { Exclude = Blocks.Exclude.Union(draft.Options.Exclude).ToHashSet() };
        return draft with { Result = WeightOnlyQuantizer.Quantize(draft.Model, blocks, run.Data, run.Cancellation) };
    }
}
