using Frugal.Architectures;
using Frugal.Data;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Quantization;

namespace Frugal.Compression;

/// <summary>One run of <see cref="Compressor"/>: makes candidates, or reuses those of an earlier run, and collects their records.</summary>
internal sealed class CompressionRun
{
    private const int ProbePictures = 16;   // the size does not depend on the calibrated ranges

    private readonly CompressionSubject subject;
    private readonly CompressionOptions options;
    private readonly CompressionContext context;
    private readonly CandidateStore store;
    private readonly AccuracyMeter meter;
    private readonly List<string> digests = [];
    private readonly ILookup<string, CompressionRecipe> networks;   // the recipes of each network in float32

    public CompressionRun(CompressionSubject subject, CompressionOptions options, CancellationToken cancellation)
    {
        (this.subject, this.options) = (subject, options);
        context = new() { Subject = subject, Cancellation = cancellation };
        store = new(options.Folder);
        meter = new(subject.Validation);
        networks = (options.Recipes ?? options.Grid()).ToLookup(recipe => recipe.Float32.Identity);
    }

    public List<MadeCandidate> Made { get; } = [];

    public List<SkippedRecipe> Skipped { get; } = [];

    /// <summary>Everything about the subject that determines a candidate, except the original's weights.</summary>
    private string Subject => FormattableString.Invariant($"{RecipeFormat.Identity(subject.Augmentation)}\n{subject.Threads}\n{Identity(subject.Training)}\n{Identity(subject.Validation)}");

    /// <summary>Makes the original and its quantised candidates, without training.</summary>
    public void Whole()
    {
        var original = CompressionRecipe.Original;
        var origin = CandidateStore.Origin(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(subject.Model.ToBytes())), Identity(subject.Validation));
        Make(original, origin, _ => CompressionRecipe.Start(subject));
        Quantize(original);
    }

    /// <summary>Makes the pruned candidates, those with the fewest MACs first; networks that cannot meet the budget are not trained.</summary>
    public void Pruned()
    {
        var drafts = new List<PrunedDraft>();
        try
        {
            foreach (var network in networks.Where(network => network.Key.Length > 0))
            {
                Draft(drafts, network.First().Float32);
            }

            foreach (var draft in drafts.OrderBy(draft => draft.Macs))
            {
                var origin = CandidateStore.Origin(digests[0], draft.Recipe.Identity, Subject);
                var rest = draft.Recipe.Steps.Where(step => step.Stage > CompressionStage.Prune);
                Make(draft.Recipe, origin, run => CompressionRecipe.Run(draft.Draft, run with { Checkpoint = store.CheckpointOf(draft.Recipe, origin) }, rest), draft.Draft.Network);
                Quantize(draft.Recipe);
            }
        }
        finally
        {
            drafts.ForEach(draft => Free(draft.Draft.Network));
        }
    }

    /// <summary>A text that identifies the pictures of a data set.</summary>
    private static string Identity(IImageDataset data) => FormattableString.Invariant($"{data.Name} {data.Split} {data.Count} {data.Source}");

    /// <summary>Prunes a network without training it, and adds it to the drafts if it is new and may meet the budget.</summary>
    private void Draft(List<PrunedDraft> drafts, CompressionRecipe recipe)
    {
        PrunedDraft draft;
        try
        {
            var pruned = CompressionRecipe.Run(CompressionRecipe.Start(subject), context, recipe.Steps.Where(step => step.Stage == CompressionStage.Prune));
            var size = subject.Model.Metadata.ToPreprocessing().Size;
            draft = new PrunedDraft(recipe, pruned, pruned.Network is { } network ? NetworkCost.Of(network, size, size).Macs : 0, LeastBytes(pruned.Model, recipe));
        }
        catch (FrugalException refusal)
        {
            Skip(recipe, refusal);
            return;
        }

        var reason = drafts.FirstOrDefault(draft.IsSameAs) is { } same ? $"the channels that stay are those of {same.Recipe.Name}" : draft.Refusal(options.Budget);
        if (reason is null)
        {
            drafts.Add(draft);
            return;
        }

        Free(draft.Draft.Network);
        Skip(recipe, new FrugalException(reason));
    }

    /// <summary>Makes the quantised forms of a network that exists in float32.</summary>
    private void Quantize(CompressionRecipe network)
    {
        var parent = digests[^1];
        OnnxModel? model = null;
        foreach (var recipe in networks[network.Identity].Where(recipe => recipe.Quantizer is not null))
        {
            try
            {
                model ??= OnnxModel.Load(store.PathOf(network));
                if (Serves(model, recipe.Quantizer!))
                {
                    var draft = new CompressionDraft(model, Network: null);
                    Make(recipe, CandidateStore.Origin(parent, RecipeFormat.Identity(recipe.Quantizer!), Subject), run => CompressionRecipe.Run(draft, run, [recipe.Quantizer!]));
                }
            }
            catch (FrugalException refusal)
            {
                Skip(recipe, refusal);
            }
        }
    }

    /// <summary>Whether a form is useful: a mix only if its size lies between the sizes with all weights in 4 bits and all in 8 bits.</summary>
    private bool Serves(OnnxModel model, ICompressionStep quantizer) =>
        (quantizer as QuantizeStep)?.Recipe.Steps.OfType<FitBytesStep>().FirstOrDefault() is not { } fit || (Size(model, WeightBits.Four) < fit.Most && fit.Most < Size(model, WeightBits.Safe8));

    /// <summary>The size of a network's smallest form; 0 if a step of the caller's own, or another scheme, makes it.</summary>
    private ByteSize LeastBytes(OnnxModel model, CompressionRecipe network)
    {
        ICompressionStep[] quantizers = [.. networks[network.Identity].Select(recipe => recipe.Quantizer).OfType<ICompressionStep>()];
        return quantizers.Length == 0 ? new ByteSize(model.ToBytes().Length)
            : quantizers.All(quantizer => quantizer is QuantizeStep { Recipe.Steps: [.., WriteStaticStep] }) ? Size(model, quantizers.Cast<QuantizeStep>().Any(step => step.UsesFourBits) ? WeightBits.Four : WeightBits.Safe8)
            : default;
    }

    private ByteSize Size(OnnxModel model, WeightBits bits)
    {
        var samples = CalibrationPictures.Read(model, subject.Training, ProbePictures, options.Seed).Take(1);
        return new ByteSize(StaticQuantizer.Quantize(model, samples, new QuantizationOptions { WeightBits = bits }, context.Cancellation).Model.ToBytes().Length);
    }

    /// <summary>Makes a candidate, unless an earlier run made it.</summary>
    /// <param name="recipe">Its recipe.</param>
    /// <param name="origin">A digest of everything that determines it.</param>
    /// <param name="make">Runs the steps.</param>
    /// <param name="kept">A network that the caller frees.</param>
    private void Make(CompressionRecipe recipe, string origin, Func<CompressionContext, CompressionDraft> make, Architecture? kept = null)
    {
        Interruption.ThrowIfRequested(context.Cancellation);
        if (store.Find(recipe, origin) is { } found)
        {
            options.Progress($"{recipe.Name}: reusing cached result");
            Add(recipe, found);
            return;
        }

        options.Progress($"{recipe.Name}: {recipe.Quantizer?.Name ?? string.Join(", ", recipe.Steps.Select(step => step.Name).DefaultIfEmpty("the original"))}");
        var draft = make(context with { Progress = line => options.Progress($"{recipe.Name}: {line}") });
        if (draft.Network != kept)
        {
            Free(draft.Network);
        }

        var chosen = meter.Compare([store.Write(recipe, draft.Model)], context.Cancellation).Chosen[0];
        Add(recipe, store.Keep(recipe, origin, chosen, draft.Warnings));
    }

    private void Add(CompressionRecipe recipe, FinishedCandidate record)
    {
        Made.Add(new MadeCandidate(recipe, store.PathOf(recipe), record.Chosen, record.Warnings));
        digests.Add(record.Sha256);
    }

    private void Skip(CompressionRecipe recipe, FrugalException refusal)
    {
        var reason = (refusal.InnerException as FrugalException ?? refusal).Message;   // the recipe's name says which step it was
        options.Progress($"{recipe.Name}: {reason}");
        Skipped.Add(new SkippedRecipe(recipe, reason));
    }

    private void Free(Architecture? network)
    {
        if (network != subject.Network)
        {
            network?.Dispose();
        }
    }
}
