using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Frugal.Onnx;

namespace Frugal.Quantization;

/// <summary>
/// The steps that turn a float32 model into a quantised one, in their order: prepare, choose bits, round, correct, write. Immutable.
/// <code>
/// var int8 = QuantizationRecipe.Static().With(new EqualizeStep()).With(new CorrectBiasStep())
///     .Apply(OnnxModel.Load("fp32.onnx"), CalibrationData.FromImages(photos));
/// </code>
/// </summary>
[JsonConverter(typeof(QuantizationRecipeConverter))]
public sealed record QuantizationRecipe
{
    private const string Order = "prepare (equalise, smooth), choose (bits, layers), round, correct (biases), write; exactly one step writes, at the end";

    /// <summary>Creates a recipe of these steps.</summary>
    /// <exception cref="FrugalException">The order of the steps is invalid, or not exactly one of them writes.</exception>
    public QuantizationRecipe(params IEnumerable<IQuantizationStep> steps)
    {
        Steps = [.. steps];
        for (var i = 1; i < Steps.Length; i++)
        {
            if (Steps[i].Stage < Steps[i - 1].Stage)
            {
                throw new FrugalException($"Quantisation recipe: '{Steps[i].Name}' ({Stage(Steps[i])}) comes after '{Steps[i - 1].Name}' ({Stage(Steps[i - 1])}). Allowed order: {Order}.");
            }
        }

        if (Steps.Count(step => step.Stage == QuantizationStage.Write) is var writers && writers != 1)
        {
            throw new FrugalException($"Quantisation recipe: {writers} steps write the model ({string.Join(", ", Steps.Select(step => step.Name).DefaultIfEmpty("the recipe is empty"))}). Allowed order: {Order}.");
        }
    }

    /// <summary>The steps; the step that writes is last.</summary>
    public ImmutableArray<IQuantizationStep> Steps { get; }

    /// <summary>How the model is quantised unless a step chooses otherwise.</summary>
    public QuantizationOptions Options { get; init; } = new();

    /// <summary>The first step that reads calibration data; null if none does.</summary>
    public IQuantizationStep? DataReader => Steps.FirstOrDefault(step => step.NeedsData);

    /// <summary>int8 with activation ranges from calibration: <see cref="StaticQuantizer"/>.</summary>
    public static QuantizationRecipe Static(QuantizationOptions? options = null) => new(new WriteStaticStep()) { Options = options ?? new() };

    /// <summary>int8 with activation ranges computed at every call: <see cref="DynamicQuantizer"/>.</summary>
    public static QuantizationRecipe Dynamic(QuantizationOptions? options = null) => new(new WriteDynamicStep()) { Options = options ?? new() };

    /// <summary>4-bit weights in blocks: <see cref="WeightOnlyQuantizer"/>.</summary>
    public static QuantizationRecipe WeightOnly(WeightOnlyOptions? options = null) => new(new WriteWeightOnlyStep(options ?? new()));

    /// <summary>The recipe with one more step, after the others of its stage. A step that writes replaces the one that wrote.</summary>
    public QuantizationRecipe With(IQuantizationStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var others = step.Stage == QuantizationStage.Write ? Steps.RemoveAll(one => one.Stage == QuantizationStage.Write) : Steps;
        return new QuantizationRecipe(others.Insert(others.Count(one => one.Stage <= step.Stage), step)) { Options = Options };
    }

    /// <summary>Runs the steps on <paramref name="model"/>, which is not changed.</summary>
    /// <param name="model">A float32 model of opset 11 or later, from any tool.</param>
    /// <param name="data">Calibration data, if a step needs it.</param>
    /// <param name="progress">Receives one line per phase of the work.</param>
    /// <param name="cancellation">Ends the work between two batches or layers.</param>
    /// <exception cref="FrugalException">A step refuses the model or the data; the message begins with the step's name.</exception>
    public QuantizationResult Apply(OnnxModel model, CalibrationData? data = null, Action<string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (DataReader is { } reader && data is null)
        {
            throw new FrugalException($"{reader.Name}: this step needs calibration data. Give CalibrationData.FromImages, FromArrays or FromBatches.");
        }

        var run = new QuantizationRun { Data = data, Progress = progress ?? (_ => { }), Cancellation = cancellation };
        var draft = new QuantizationDraft(model, Options);
        var prepared = draft;
        foreach (var step in Steps)
        {
            prepared = draft;
            cancellation.ThrowIfCancellationRequested();
            draft = Run(step, draft, run);
        }

        var result = draft.Result ?? throw new FrugalException($"{Steps[^1].Name}: the step did not set QuantizationDraft.Result. Return the written model there.");
        var folded = Normalizations(model) - Normalizations(prepared.Model);   // the steps before the last fold too
        return result with
        {
            Report = result.Report with { Warnings = [.. result.Report.Warnings, .. draft.Warnings], FoldedNorms = result.Report.FoldedNorms + folded },
        };
    }

    private static QuantizationDraft Run(IQuantizationStep step, QuantizationDraft draft, QuantizationRun run)
    {
        try
        {
            return step.Apply(draft, run) ?? throw new FrugalException("the step returned no draft. Return the draft that it was given, or a changed copy.");
        }
        catch (FrugalException refused)
        {
            throw new FrugalException($"{step.Name}: {refused.Message}", refused);
        }
    }

    private static int Normalizations(OnnxModel model) => model.Proto.Graph.Node.Count(node => node.OpType == "BatchNormalization");

    private static string Stage(IQuantizationStep step) => step.Stage.ToString().ToLowerInvariant();
}
