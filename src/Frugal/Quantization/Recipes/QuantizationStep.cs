namespace Frugal.Quantization;

/// <summary>The common part of Frugal's own steps. A step of your own may derive from it, or implement <see cref="IQuantizationStep"/>.</summary>
/// <param name="Name">The step's name in errors: a verb phrase, such as "correct biases".</param>
/// <param name="Stage">When it runs.</param>
/// <param name="NeedsData">Whether it reads calibration data.</param>
public abstract record QuantizationStep(string Name, QuantizationStage Stage, bool NeedsData = false) : IQuantizationStep
{
    /// <inheritdoc/>
    public string Name { get; } = Name;

    /// <inheritdoc/>
    public QuantizationStage Stage { get; } = Stage;

    /// <inheritdoc/>
    public virtual bool NeedsData { get; } = NeedsData;

    /// <inheritdoc/>
    public QuantizationDraft Apply(QuantizationDraft draft, QuantizationRun run)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(run);
        return Run(draft, run);
    }

    /// <inheritdoc cref="IQuantizationStep.Apply"/>
    protected abstract QuantizationDraft Run(QuantizationDraft draft, QuantizationRun run);
}
