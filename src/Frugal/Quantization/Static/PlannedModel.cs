using Frugal.Onnx;

namespace Frugal.Quantization;

/// <summary>A model ready for int8: prepared, calibrated and planned, still in float32.</summary>
internal sealed class PlannedModel
{
    private readonly int norms;
    private readonly Calibration seen;
    private readonly QuantizationWarning[] warnings;

    private PlannedModel(OnnxModel model, PlanContext context, Calibration seen, int norms)
    {
        (Model, Context, this.seen, this.norms) = (model, context, seen, norms);
        Plan = Choose(context, seen.Ranges.Where(range => !range.Value.IsFinite).Select(range => range.Key).ToHashSet(), model.Source);
        warnings = [.. seen.Warnings(context.Graph, model.Source)];
        Grids = Plan.Values.Select(Plan.GridOf).Distinct().ToDictionary(value => value, value => context.Options.Activations.Parameters(seen.Ranges[value]));
    }

    public OnnxModel Model { get; }

    public PlanContext Context { get; }

    public QuantizationPlan Plan { get; }

    /// <summary>The range of every observed value.</summary>
    public IReadOnlyDictionary<string, ValueRange> Ranges => seen.Ranges;

    /// <summary>The grid of every value that does not share another value's grid; may be changed until the model is written.</summary>
    public Dictionary<string, QuantizationParameters> Grids { get; }

    /// <summary>Prepares a copy of <paramref name="model"/>.</summary>
    /// <exception cref="FrugalException">No batch, nothing that can be quantised, or numbers that are not finite.</exception>
    public static PlannedModel Create(OnnxModel model, CalibrationData data, QuantizationOptions options, CancellationToken cancellation)
    {
        var work = model.Clone();
        var norms = Preparation.Apply(work);
        if (options.UsesFourBits)
        {
            OpsetTo21.Apply(work);
        }

        using var samples = data.Batches(model).GetEnumerator();
        if (!samples.MoveNext())
        {
            throw QuantizationErrors.NoSamples(model.Source);
        }

        var facts = Calibrator.Probe(work, samples.Current);
        if (Canonical.Apply(work, facts))
        {
            facts = Calibrator.Probe(work, samples.Current);
        }

        var context = new PlanContext(new Graph(work.Proto.Graph), facts, options);
        var draft = Choose(context, new HashSet<string>(), model.Source);
        var seen = Calibration.Run(work, samples, [.. draft.Candidates()], options, cancellation);
        return new PlannedModel(work, context, seen, norms);
    }

    /// <summary>A copy that can be changed or written without changing this one.</summary>
    public PlannedModel Copy() => With(Context.Options);

    /// <summary>A copy planned with other options from the same calibration; they must not quantise more nodes than the current ones.</summary>
    public PlannedModel With(QuantizationOptions options)
    {
        var copy = Model.Clone();
        return new PlannedModel(copy, Context with { Graph = new Graph(copy.Proto.Graph), Options = options }, seen, norms);
    }

    /// <summary>Writes the model in int8, in place.</summary>
    public QuantizationResult Write()
    {
        var nodes = Plan.Report().ToArray();
        var roundings = QdqWriter.Write(Context, Plan, Grids);
        Finishing.Apply(Model, Context.Options.FormatName, Context.Options.WeightsNote);
        return new QuantizationResult(Model, new QuantizationReport
        {
            Scheme = QuantizationScheme.Static,
            Quantized = [.. nodes.Where(node => node.Reason is null)],
            Kept = [.. nodes.Where(node => node.Reason is not null)],
            Values = [.. Grids.Select(grid => new QuantizedValue(grid.Key, seen.Ranges[grid.Key], grid.Value))],
            Weights = Context.Options.WeightFormat,
            Roundings = roundings,
            Batches = seen.Batches,
            Warnings = warnings,
            FoldedNorms = norms,
        });
    }

    private static QuantizationPlan Choose(PlanContext context, IReadOnlySet<string> unusable, string model)
    {
        var plan = QuantizationPlan.Create(context, unusable);
        if (plan.Values.Count == 0)
        {
            var reasons = plan.Report().Where(node => node.Reason is not null).Select(node => $"{node.Operator}: {node.Reason}").Distinct().Take(3);
            throw QuantizationErrors.NothingToQuantize(model, string.Join("; ", reasons.DefaultIfEmpty("it has no operators")));
        }

        return plan;
    }
}
