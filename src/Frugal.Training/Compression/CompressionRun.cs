using Frugal.Data;
using Frugal.Measuring;
using Frugal.Onnx;

namespace Frugal.Compression;

/// <summary>One run of <see cref="Compressor"/>: makes candidates, or reuses those of an earlier run, and collects their records.</summary>
internal sealed class CompressionRun(CompressionSubject subject, CompressionOptions options, CancellationToken cancellation)
{
    private readonly CandidateStore store = new(options.Folder);
    private readonly AccuracyMeter meter = new(subject.Validation);
    private readonly CandidateRounding rounding = new(subject, options);
    private readonly PrunedTraining training = new(subject, options);

    private readonly List<string> digests = [];

    public List<MadeCandidate> Made { get; } = [];

    public List<SkippedPlan> Skipped { get; } = [];

    /// <summary>A text that identifies the pictures of a data set.</summary>
    public static string Identity(IImageDataset data) => FormattableString.Invariant($"{data.Name} {data.Split} {data.Count} {data.Source}");

    /// <summary>Makes the original and its quantised candidates, without training.</summary>
    public void Whole()
    {
        var model = subject.Model.Clone();
        FoldBatchNorm.Apply(model);
        var origin = CandidateStore.Origin(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(subject.Model.ToBytes())), Identity(subject.Validation));
        Make(CompressionPlan.Original, origin, () => (model, []));
        Round(CompressionPlan.Original);
    }

    /// <summary>Makes the pruned candidates, those with the fewest MACs first; networks that cannot meet the budget are not trained.</summary>
    public void Pruned()
    {
        if (subject.Network is null)
        {
            options.Ratios.ToList().ForEach(ratio => Skip(ratio, "an ONNX model from elsewhere has no network that can be trained: it is only quantised"));
            return;
        }

        var drafts = new List<PrunedDraft>();
        try
        {
            foreach (var ratio in options.Ratios.Distinct().Order())
            {
                Draft(drafts, ratio);
            }

            foreach (var draft in drafts.OrderBy(draft => draft.Macs))
            {
                Train(draft);
            }
        }
        finally
        {
            drafts.ForEach(draft => draft.Dispose());
        }
    }

    private void Draft(List<PrunedDraft> drafts, double ratio)
    {
        PrunedDraft draft;
        try
        {
            draft = training.Draft(ratio, cancellation);
        }
        catch (FrugalException refusal)
        {
            Skip(ratio, refusal.Message);
            return;
        }

        drafts.Add(draft);
        if (drafts.SkipLast(1).FirstOrDefault(other => other.Kept.ToJson() == draft.Kept.ToJson()) is { } same)
        {
            drafts.Remove(draft);
            draft.Dispose();
            Skip(ratio, $"the channels that stay are those of {new CompressionPlan(same.Ratio, CompressedFormat.Float32).Name}");
        }
        else if (draft.Refusal(options.Budget) is { } refusal)
        {
            drafts.Remove(draft);
            draft.Dispose();
            Skip(ratio, refusal);
        }
    }

    private void Train(PrunedDraft draft)
    {
        var plan = new CompressionPlan(draft.Ratio, CompressedFormat.Float32);
        var origin = CandidateStore.Origin([digests[0], plan.ToString(), .. training.Origin]);
        Make(plan, origin, () => (training.Train(draft, store.CheckpointOf(plan, origin), plan.Name, cancellation), draft.Warnings));
        Round(plan);
    }

    /// <summary>Makes the other formats of a network that exists in float32.</summary>
    private void Round(CompressionPlan network)
    {
        var parent = digests[^1];
        OnnxModel? model = null;
        foreach (var format in options.Formats.Where(format => format != CompressedFormat.Float32).Distinct().Order())
        {
            var plan = network with { Format = format };
            try
            {
                model ??= OnnxModel.Load(store.PathOf(network));
                if (!rounding.Serves(model, format, cancellation))
                {
                    continue;
                }

                Make(plan, CandidateStore.Origin([parent, plan.ToString(), Identity(subject.Validation), .. rounding.Origin(format)]), () =>
                {
                    var result = rounding.Apply(model, format, cancellation);
                    return (result.Model, [.. result.Report.Warnings.Select(warning => $"{warning.Node}: {warning.Message}")]);
                });
            }
            catch (FrugalException refusal)
            {
                Skipped.Add(new SkippedPlan(plan, refusal.Message));
            }
        }
    }

    private void Make(CompressionPlan plan, string origin, Func<(OnnxModel Model, IReadOnlyList<string> Warnings)> make)
    {
        Interruption.ThrowIfRequested(cancellation);
        if (store.Find(plan, origin) is { } found)
        {
            options.Progress($"{plan.Name}: reusing cached result");
            Add(plan, found);
            return;
        }

        var steps = plan.Format == CompressedFormat.Float32 ? plan.Steps : (plan with { Ratio = 0 }).Steps;   // the network exists already
        options.Progress($"{plan.Name}: {string.Join(", ", steps.DefaultIfEmpty("the original"))}");
        var (model, warnings) = make();
        var chosen = meter.Compare([store.Write(plan, model)], cancellation).Chosen[0];
        Add(plan, store.Keep(plan, origin, chosen, warnings));
    }

    private void Add(CompressionPlan plan, FinishedCandidate record)
    {
        Made.Add(new MadeCandidate(plan, store.PathOf(plan), record.Chosen, record.Warnings));
        digests.Add(record.Sha256);
    }

    private void Skip(double ratio, string reason)
    {
        var plan = new CompressionPlan(ratio, CompressedFormat.Float32);
        options.Progress($"{plan.Name}: {reason}");
        Skipped.Add(new SkippedPlan(plan, reason));
    }
}
