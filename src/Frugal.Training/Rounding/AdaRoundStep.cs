namespace Frugal.Quantization;

/// <summary>Learns to round the weights up or down, layer by layer: <see cref="AdaRound"/>.</summary>
/// <param name="Learning">Steps, rows and seed; the grids are those of the recipe.</param>
public sealed record AdaRoundStep(AdaRoundOptions Learning) : IQuantizationStep
{
    /// <summary>With the default options.</summary>
    public AdaRoundStep() : this(new AdaRoundOptions())
    {
    }

    /// <inheritdoc/>
    public string Name => "round by AdaRound";

    /// <inheritdoc/>
    public QuantizationStage Stage => QuantizationStage.Round;

    /// <inheritdoc/>
    public bool NeedsData => true;

    /// <inheritdoc/>
    public QuantizationDraft Apply(QuantizationDraft draft, QuantizationRun run)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(run);
        run.Progress("Learning the rounding of each layer (AdaRound)");
        var options = Learning with { Quantization = draft.Options };
        return draft with { Model = AdaRound.Apply(draft.Model, run.Batches(draft.Model), options, run.Shares("Learning to round"), run.Cancellation) };
    }
}
