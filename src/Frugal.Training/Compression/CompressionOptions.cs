using Frugal.Distillation;
using Frugal.Measuring;
using Frugal.Quantization;
using Frugal.Training;

namespace Frugal.Compression;

/// <summary>What <see cref="Compressor"/> tries, and its targets.</summary>
public sealed record CompressionOptions
{
    /// <summary>The folder for finished and half-trained candidates; a later run resumes from them.</summary>
    public required string Folder { get; init; }

    /// <summary>The limits on the result's cost; none by default: then the smallest candidate within <see cref="Drop"/> is the best.</summary>
    public CompressionBudget Budget { get; init; } = new();

    /// <summary>The allowed loss of accuracy against the original on the validation pictures, in percentage points, 0 to 100; 1 by default.</summary>
    public double Drop { get; init; } = 1;

    /// <summary>
    /// The pruning ratios to try (shares of the channels to remove), each above 0 and below 1; 25, 50 and 75% by default. If empty, nothing is
    /// trained.
    /// </summary>
    public IReadOnlyList<double> Ratios { get; init; } = [0.25, 0.5, 0.75];

    /// <summary>The formats to try for each network; all by default.</summary>
    public IReadOnlyList<CompressedFormat> Formats { get; init; } = Enum.GetValues<CompressedFormat>();

    /// <summary>The recipes to try besides the original; null for every ratio with every format. Their names are distinct.</summary>
    public IReadOnlyList<CompressionRecipe>? Recipes { get; init; }

    /// <summary>The number of channels kept in a group is a multiple of this, 1 to 64; 8 by default.</summary>
    public int Multiple { get; init; } = 8;

    /// <summary>How a pruned network is retrained; by default as <see cref="DistilStep"/> does. Its seed is <see cref="Seed"/>.</summary>
    public TrainingOptions Training { get; init; } = new DistilStep().Training;

    /// <summary>What it learns from the original; only its probabilities by default.</summary>
    public DistillationOptions Distillation { get; init; } = new();

    /// <summary>Number of training pictures for calibrating ranges and learning rounding, at least 1; 256 by default.</summary>
    public int CalibrationPictures { get; init; } = CalibrationData.DefaultImages;

    /// <summary>How AdaRound rounds weights to 4 bits. Its formats and its seed are not used.</summary>
    public AdaRoundOptions Rounding { get; init; } = new();

    /// <summary>How candidates are measured.</summary>
    public MeasureOptions Measuring { get; init; } = new();

    /// <summary>Random seed; 1 by default.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Receives progress messages, one line each.</summary>
    public Action<string> Progress { get; init; } = _ => { };

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public CompressionOptions Validated()
    {
        Guard.Range("Compression", nameof(Drop), Drop, Drop is >= 0 and <= 100, "0 to 100 percentage points");
        foreach (var ratio in Ratios)
        {
            Guard.Range("Compression", nameof(Ratios), ratio, ratio is > 0 and < 1, "above 0 (which removes nothing) and below 1 (which removes everything)");
        }

        Guard.Range("Compression", nameof(Formats), Formats.Count, Formats.Count > 0, "at least one format");
        Guard.Range("Compression", nameof(Multiple), Multiple, Multiple is >= 1 and <= 64, "1 to 64");
        Guard.Range("Compression", nameof(CalibrationPictures), CalibrationPictures, CalibrationPictures >= 1, "at least 1");
        Training.Validated();
        Distillation.Validated();
        foreach (var named in (Recipes ?? Grid()).SelectMany(recipe => new[] { recipe, recipe.Float32 }).GroupBy(recipe => recipe.FileName))
        {
            if (named.DistinctBy(recipe => recipe.Identity).Skip(1).Any())
            {
                throw new FrugalException($"Recipes: two recipes are named {named.First().Name}. Give their steps distinct labels, or try them in separate folders.");
            }
        }

        return this;
    }

    /// <summary>Every network (the original, and one per ratio) in every format.</summary>
    internal IEnumerable<CompressionRecipe> Grid() =>
        from ratio in Ratios.Distinct().Order().Prepend(0)
        let network = ratio == 0 ? Array.Empty<ICompressionStep>() : [new PruneChannelsStep(ratio) { Multiple = Multiple }, new DistilStep { Training = Training with { Seed = Seed }, Distillation = Distillation }]
        from quantizer in Formats.Distinct().Order().SelectMany(Quantizers).Prepend(null)
        select new CompressionRecipe(quantizer is null ? network : [.. network, quantizer]);

    private IEnumerable<ICompressionStep> Quantizers(CompressedFormat format)
    {
        var rounding = new AdaRoundStep(Rounding with { Seed = Seed });
        (QuantizationRecipe Recipe, string Label)? step = format switch
        {
            CompressedFormat.Int8 => (QuantizationRecipe.Static(), "int8"),
            CompressedFormat.Int4 => (QuantizationRecipe.Static(new QuantizationOptions { WeightBits = WeightBits.Four }).With(rounding), "int4"),
            CompressedFormat.Mixed when Budget.Bytes is { } bytes => (QuantizationRecipe.Static().With(new FitBytesStep(bytes)).With(rounding), "mixed"),
            _ => null,
        };
        return step is { } made ? [new QuantizeStep(made.Recipe, made.Label) { CalibrationPictures = CalibrationPictures, Seed = Seed }] : [];
    }
}
