namespace Frugal.Quantization;

/// <summary>Learns to round the weights up or down, layer by layer: <see cref="AdaRound"/>.</summary>
/// <param name="Learning">Steps, rows and seed; the grids are those of the recipe.</param>
public sealed record AdaRoundStep(AdaRoundOptions Learning) : QuantizationStep("round by AdaRound", QuantizationStage.Round, NeedsData: true)
{
    /// <summary>With the default options.</summary>
    public AdaRoundStep() : this(new AdaRoundOptions())
    {
    }

    /// <inheritdoc/>
    protected override QuantizationDraft Run(QuantizationDraft draft, QuantizationRun run)
    {
        run.Progress("Learning the rounding of each layer (AdaRound)");
        var options = Learning with { Quantization = draft.Options };
        return draft with { Model = AdaRound.Apply(draft.Model, run.Data, options, run.Shares("Learning to round"), run.Cancellation) };
    }
}
