using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Frugal.Onnx;
using Frugal.Quantization;

namespace Frugal.Compression;

/// <summary>The result of a compression recipe.</summary>
/// <param name="Model">The model.</param>
/// <param name="Warnings">Possible losses of accuracy.</param>
public sealed record CompressedModel(OnnxModel Model, IReadOnlyList<string> Warnings);

/// <summary>
/// The steps that turn an image classifier into a smaller one, in their order: prune, train, quantise. Immutable.
/// <code>
/// var recipe = new CompressionRecipe(new PruneChannelsStep(0.5), new DistilStep(), new QuantizeStep(QuantizationRecipe.Static()));
/// recipe.Apply(subject).Model.Save("small.onnx");
/// </code>
/// </summary>
[JsonConverter(typeof(CompressionRecipeConverter))]
public sealed record CompressionRecipe
{
    private const string Order = "prune, train, quantise; at most one step quantises, at the end";

    /// <summary>Creates a recipe of these steps; without any, the original model.</summary>
    /// <exception cref="FrugalException">The order of the steps is invalid.</exception>
    public CompressionRecipe(params IEnumerable<ICompressionStep> steps)
    {
        Steps = [.. steps];
        for (var i = 1; i < Steps.Length; i++)
        {
            if (Steps[i].Stage < Steps[i - 1].Stage || Steps[i - 1].Stage == CompressionStage.Quantize)
            {
                throw new FrugalException($"Compression recipe: '{Steps[i].Name}' comes after '{Steps[i - 1].Name}'. Allowed order: {Order}.");
            }
        }
    }

    /// <summary>The original model.</summary>
    public static CompressionRecipe Original { get; } = new();

    /// <summary>The steps.</summary>
    public ImmutableArray<ICompressionStep> Steps { get; }

    /// <summary>The name in tables: "int8", "-50% fp32".</summary>
    public string Name => string.Join(' ', [.. Labels, Quantizer?.Label ?? "fp32"]);

    /// <summary>The steps without the one that quantises: the network in float32.</summary>
    public CompressionRecipe Float32 => Quantizer is null ? this : new(Steps.SkipLast(1));

    /// <summary>The step that quantises; null if the model stays in float32.</summary>
    public ICompressionStep? Quantizer => Steps is [.., { Stage: CompressionStage.Quantize } last] ? last : null;

    /// <summary>The name of its file, without an extension.</summary>
    internal string FileName => $"{string.Concat(Labels.DefaultIfEmpty("whole")).Replace("-", "pruned-", StringComparison.Ordinal).Replace("%", "", StringComparison.Ordinal)}.{Quantizer?.Label ?? "fp32"}" is var name
        ? string.Concat(name.Select((c, i) => char.IsAsciiLetterOrDigit(c) || c == '-' || (c == '.' && i == name.LastIndexOf('.')) ? c : '_'))
        : "";

    /// <summary>Everything in the recipe that determines the model.</summary>
    internal string Identity => string.Join('\n', Steps.Select(step => RecipeFormat.Identity(step)));

    private IEnumerable<string> Labels => Steps.Where(step => step.Stage != CompressionStage.Quantize && step.Label.Length > 0).Select(step => step.Label);

    /// <summary>Runs the steps on <paramref name="subject"/>, which is not changed.</summary>
    /// <param name="subject">The classifier, with its training and validation pictures.</param>
    /// <param name="checkpoint">The file from which an interrupted training resumes; null for none.</param>
    /// <param name="progress">Receives one line per phase of the work.</param>
    /// <param name="cancellation">Ends the work between two batches or layers.</param>
    /// <exception cref="FrugalException">A step refuses the model or the pictures; the message begins with the step's name.</exception>
    public CompressedModel Apply(CompressionSubject subject, string? checkpoint = null, Action<string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var run = new CompressionContext { Subject = subject, Checkpoint = checkpoint, Progress = progress ?? (_ => { }), Cancellation = cancellation };
        var draft = Run(Start(subject), run, Steps);
        if (draft.Network != subject.Network)
        {
            draft.Network?.Dispose();
        }

        return new CompressedModel(draft.Model, draft.Warnings);
    }

    /// <summary>The original as a draft.</summary>
    internal static CompressionDraft Start(CompressionSubject subject)
    {
        var model = subject.Model.Clone();
        FoldBatchNorm.Apply(model);
        return new CompressionDraft(model, subject.Network);
    }

    /// <summary>Runs some steps. A network between two steps is freed; the first belongs to the caller.</summary>
    internal static CompressionDraft Run(CompressionDraft draft, CompressionContext run, IEnumerable<ICompressionStep> steps)
    {
        var first = draft.Network;
        foreach (var step in steps)
        {
            Interruption.ThrowIfRequested(run.Cancellation);
            var before = draft.Network;
            try
            {
                draft = step.Apply(draft, run) ?? throw new FrugalException("the step returned no draft. Return the draft that it was given, or a changed copy.");
            }
            catch (FrugalException refused)
            {
                throw new FrugalException($"{step.Name}: {refused.Message}", refused);
            }

            if (before != draft.Network && before != first)
            {
                before?.Dispose();
            }
        }

        return draft;
    }
}
