namespace Frugal.Quantization;

/// <summary>Corrects the biases for the shift caused by rounding the weights: <see cref="BiasCorrection"/>.</summary>
public sealed record CorrectBiasStep() : QuantizationStep("correct biases", QuantizationStage.Correct, NeedsData: true)
{
    /// <inheritdoc/>
    protected override QuantizationDraft Run(QuantizationDraft draft, QuantizationRun run) =>
        draft with { Model = BiasCorrection.Apply(draft.Model, run.Data, draft.Options, run.Cancellation) };
}
