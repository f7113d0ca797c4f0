namespace Frugal.Quantization;

/// <summary>When a step of a recipe runs. Steps of one stage run in the order of the recipe.</summary>
public enum QuantizationStage
{
    /// <summary>Changes the float32 model so that it loses less: equalisation, smoothing.</summary>
    Prepare,

    /// <summary>Chooses the bits of the layers, or which of them are quantised.</summary>
    Choose,

    /// <summary>Chooses the integers: rounds the weights to their grids.</summary>
    Round,

    /// <summary>Corrects what rounding changed, such as the biases.</summary>
    Correct,

    /// <summary>Writes the quantised model. A recipe has exactly one such step, the last.</summary>
    Write,
}

/// <summary>
/// One step of a <see cref="QuantizationRecipe"/>. Implement it to add a step of your own; see <c>examples/own-quantization-step.cs</c>.
/// </summary>
public interface IQuantizationStep
{
    /// <summary>The step's name in errors: a verb phrase, such as "correct biases".</summary>
    string Name { get; }

    /// <summary>When it runs.</summary>
    QuantizationStage Stage { get; }

    /// <summary>Whether it reads calibration data.</summary>
    bool NeedsData { get; }

    /// <summary>Runs the step.</summary>
    /// <param name="draft">The model so far. A step does not change it in place.</param>
    /// <param name="run">Data, progress, cancellation.</param>
    /// <returns>The draft after the step.</returns>
    /// <exception cref="FrugalException">The model has nothing that the step can work on.</exception>
    QuantizationDraft Apply(QuantizationDraft draft, QuantizationRun run);
}
