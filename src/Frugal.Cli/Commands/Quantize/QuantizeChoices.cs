using Frugal.Compression;
using Frugal.Quantization;

namespace Frugal.Cli.Commands;

/// <summary>How weights are rounded to integers, for any scheme.</summary>
internal enum RoundingChoice
{
    Nearest,
    AdaRound,
    Hqq,
    Gptq,
}

/// <summary>The choices given to <c>frugal quantize</c>.</summary>
internal sealed record QuantizeChoices
{
    /// <summary>A file with the recipe; null: the recipe follows from the other choices.</summary>
    public string? RecipeFile { get; init; }

    /// <summary>Where to write the recipe; null for nowhere.</summary>
    public string? SaveRecipe { get; init; }

    public QuantizationScheme Scheme { get; init; }

    public bool Half { get; init; }

    public string? Calibrate { get; init; }

    public int Samples { get; init; } = CalibrationPictures.DefaultCount;

    public long Seed { get; init; } = 1;

    public RoundingChoice Rounding { get; init; }

    public int BlockSize { get; init; } = 32;

    public bool Equalize { get; init; }

    public double? Smooth { get; init; }

    public bool CorrectBias { get; init; }

    /// <summary>Epochs of quantisation-aware training; null for none.</summary>
    public int? Tune { get; init; }

    public double LearningRate { get; init; } = new TuningOptions().LearningRate;

    public CompressionBudget? Budget { get; init; }

    public required QuantizationOptions Options { get; init; }

    /// <summary>The recipe for these choices.</summary>
    /// <exception cref="FrugalException">The recipe file cannot be read.</exception>
    public QuantizationRecipe ToRecipe()
    {
        if (RecipeFile is not null)
        {
            return TrainingRecipeFormat.Default.Load<QuantizationRecipe>(RecipeFile);
        }

        IQuantizationStep?[] steps =
        [
            Equalize ? new EqualizeStep() : null,
            Smooth is { } alpha ? new SmoothStep(alpha) : null,
            Budget?.Latency is { } latency ? new FitLatencyStep(latency) : Budget?.Bytes is { } bytes ? new FitBytesStep(bytes) : null,
            Rounding == RoundingChoice.AdaRound ? new AdaRoundStep() : null,
            CorrectBias ? new CorrectBiasStep() : null,
            Scheme switch
            {
                QuantizationScheme.Dynamic => new WriteDynamicStep(),
                QuantizationScheme.WeightOnly => new WriteWeightOnlyStep(new WeightOnlyOptions { BlockSize = BlockSize, Rounding = Blocks }),
                _ when Tune is { } epochs => new TuneStep(new TuningOptions { Epochs = epochs, LearningRate = LearningRate, Seed = Seed }),
                _ => new WriteStaticStep(),
            },
        ];
        return new QuantizationRecipe(steps.OfType<IQuantizationStep>()) { Options = Options };
    }

    private BlockRounding Blocks => Rounding switch
    {
        RoundingChoice.Hqq => BlockRounding.HalfQuadratic,
        RoundingChoice.Gptq => BlockRounding.Gptq,
        _ => BlockRounding.Nearest,
    };

    /// <exception cref="FrugalException">The choices are incompatible.</exception>
    public QuantizeChoices Validated()
    {
        if (Scheme == QuantizationScheme.Dynamic && Options.WeightBits == WeightBits.Four)
        {
            throw new FrugalException("--weights four: the dynamic scheme stores 8 bits. Choose --scheme static or weightonly.");
        }

        if (Half && SaveRecipe is not null)
        {
            throw new FrugalException("--save-recipe: storing 16-bit floats has no recipe. Leave --fp16 or --save-recipe out.");
        }

        if (Tune is not null && (Scheme != QuantizationScheme.Static || Rounding != RoundingChoice.Nearest))
        {
            throw new FrugalException("--tune: training supports only --scheme static and --rounding nearest. Leave these two options out.");
        }

        if (Scheme != QuantizationScheme.Static && Budget is not null)
        {
            throw new FrugalException($"--budget: the {Scheme} scheme cannot adapt to a budget. Leave it out, or choose --scheme static.");
        }

        if (Budget is not (null or { Bytes: not null, Latency: null, Ram: null, Macs: null } or { Bytes: null, Latency: not null, Ram: null, Macs: null }))
        {
            throw new FrugalException($"--budget {Budget}: quantisation supports one limit, a size or a latency. Give one of the two, or use 'frugal compress'.");
        }

        if (Budget?.Latency is not null && (Tune is not null || Options.WeightBits == WeightBits.Four))
        {
            throw new FrugalException("--budget: a latency limit cannot be combined with --tune or --weights four. Leave these out.");
        }

        RoundingChoice[] fitting = Scheme switch
        {
            QuantizationScheme.Static => [RoundingChoice.Nearest, RoundingChoice.AdaRound],
            QuantizationScheme.WeightOnly => [RoundingChoice.Nearest, RoundingChoice.Hqq, RoundingChoice.Gptq],
            _ => [RoundingChoice.Nearest],
        };
        return fitting.Contains(Rounding)
            ? this
            : throw new FrugalException($"--rounding {Rounding}: the {Scheme} scheme supports {string.Join(", ", fitting)}. Choose one of these, or another --scheme.");
    }
}
