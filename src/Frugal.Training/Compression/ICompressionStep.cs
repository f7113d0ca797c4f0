namespace Frugal.Compression;

/// <summary>When a step of a recipe runs. Steps of one stage run in the order of the recipe.</summary>
public enum CompressionStage
{
    /// <summary>Makes the network smaller: removes channels.</summary>
    Prune,

    /// <summary>Trains the smaller network.</summary>
    Train,

    /// <summary>Quantises the ONNX model. A recipe has at most one such step, the last.</summary>
    Quantize,
}

/// <summary>One step of a <see cref="CompressionRecipe"/>. Implement it, preferably as a record, to add a step of your own.</summary>
public interface ICompressionStep
{
    /// <summary>What the step does, for progress and reports: a verb phrase, such as "remove 50% of the channels".</summary>
    string Name { get; }

    /// <summary>Its part of a candidate's name, such as "-50%" or "int8"; empty if it has none.</summary>
    string Label { get; }

    /// <summary>When it runs.</summary>
    CompressionStage Stage { get; }

    /// <summary>Runs the step.</summary>
    /// <param name="draft">The model so far. A step does not change it in place.</param>
    /// <param name="run">The subject, progress, cancellation.</param>
    /// <returns>The draft after the step.</returns>
    /// <exception cref="FrugalException">The model has nothing that the step can work on.</exception>
    CompressionDraft Apply(CompressionDraft draft, CompressionContext run);
}
