using System.CommandLine;
using Frugal.Compression;
using Frugal.Quantization;

namespace Frugal.Cli.Commands;

/// <summary>The options of <c>frugal quantize</c>.</summary>
internal sealed class QuantizeArguments
{
    private readonly Option<QuantizationScheme> scheme = new("--scheme") { Description = "Quantisation scheme: static (int8, calibrated), dynamic (int8, ranges computed at each run; for transformers and LSTMs) or weightonly (int4 matrices in blocks).", DefaultValueFactory = _ => QuantizationScheme.Static, HelpName = "SCHEME" };
    private readonly Option<string?> calibrate = new("--calibrate") { Description = "Calibration data: a data set (its training split), a folder of photos, or a folder with one INPUT.npy per model input.", HelpName = "DATASET|FOLDER" };
    private readonly Option<ObserverKind> observer = new("--observer") { Description = "Method for choosing ranges: minmax, movingaverage, percentile, entropy or mse.", DefaultValueFactory = _ => new QuantizationOptions().Observer, HelpName = "METHOD" };
    private readonly Option<double> percentile = new("--percentile") { Description = "Clipping percentile of the percentile observer.", DefaultValueFactory = _ => PercentileObserver.DefaultPercentile, HelpName = "PERCENT" };
    private readonly Option<int> samples = new("--samples") { Description = "Number of calibration images.", DefaultValueFactory = _ => CalibrationPictures.DefaultCount, HelpName = "COUNT" };
    private readonly Option<long> seed = new("--seed") { Description = "Seed for sampling calibration images.", DefaultValueFactory = _ => 1, HelpName = "SEED" };
    private readonly Option<bool> perTensor = new("--per-tensor") { Description = "Use one scale per tensor instead of one per channel." };
    private readonly Option<WeightBits> bits = new("--weights") { Description = "Weight precision: safe8 (8 bits, the same sums on every processor), exact8 (plain 8 bits, for VNNI and ARM), seven or four.", DefaultValueFactory = _ => new QuantizationOptions().WeightBits, HelpName = "PRECISION" };
    private readonly Option<RoundingChoice> rounding = new("--rounding") { Description = "Rounding method: nearest; adaround (static); hqq or gptq (weightonly).", DefaultValueFactory = _ => RoundingChoice.Nearest, HelpName = "METHOD" };
    private readonly Option<int> block = new("--block") { Description = "Weights per scale in the weightonly scheme: 16, 32, 64, 128 or 256.", DefaultValueFactory = _ => new WeightOnlyOptions().BlockSize, HelpName = "COUNT" };
    private readonly Option<string?> budget = new("--budget") { Description = "Size limit, e.g. 60 KB: the least sensitive layers get 4 bits. Or latency limit, e.g. 0.5 ms: only the layers that gain most for the least error get int8 (static).", HelpName = "SIZE|TIME" };
    private readonly Option<int?> tune = new("--tune") { Description = "Epochs of quantisation-aware training for int8 on the --calibrate images (static).", HelpName = "EPOCHS" };
    private readonly Option<double> learningRate = new("--learning-rate") { Description = "Initial learning rate of --tune.", DefaultValueFactory = _ => new TuningOptions().LearningRate, HelpName = "RATE" };
    private readonly Option<bool> equalize = new("--equalize") { Description = "Equalise weight ranges across layers first." };
    private readonly Option<double?> smooth = new("--smooth") { Description = "Move outliers in the outputs of layer normalisations into the weights first (SmoothQuant); usually 0.5.", HelpName = "ALPHA" };
    private readonly Option<bool> correctBias = new("--correct-bias") { Description = "Correct biases for the mean shift caused by rounding weights." };
    private readonly Option<string[]> exclude = new("--exclude") { Description = "Node to keep in fp32, by its name or its first output's; repeatable.", HelpName = "NODE" };
    private readonly Option<bool> half = new("--fp16") { Description = "Store the weights as 16-bit floats instead; needs no calibration images." };

    private readonly Option<string?> recipe = new("--recipe") { Description = "Recipe file with the steps, in place of the options that choose them.", HelpName = "FILE" };
    private readonly Option<string?> saveRecipe = new("--save-recipe") { Description = "Write the steps of this run to a recipe file.", HelpName = "FILE" };

    /// <summary>The options that a recipe stands for.</summary>
    private Option[] Chosen => [scheme, observer, percentile, perTensor, bits, rounding, block, budget, tune, learningRate, equalize, smooth, correctBias, exclude, half];

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { calibrate, samples, seed, recipe, saveRecipe }.Concat(Chosen))
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="FrugalException">Options exclude each other.</exception>
    public QuantizeChoices Read(ParseResult parsed)
    {
        if (parsed.GetValue(recipe) is { } file && Chosen.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } other)
        {
            throw new FrugalException($"--recipe {file} and {other.Name}: the recipe holds this choice. Leave {other.Name} out, or edit the recipe.");
        }

        return Choices(parsed).Validated();
    }

    private QuantizeChoices Choices(ParseResult parsed) => new()
    {
        RecipeFile = parsed.GetValue(recipe),
        SaveRecipe = parsed.GetValue(saveRecipe),
        Scheme = parsed.GetValue(scheme),
        Half = parsed.GetValue(half),
        Calibrate = parsed.GetValue(calibrate),
        Samples = parsed.GetValue(samples),
        Seed = parsed.GetValue(seed),
        Rounding = parsed.GetValue(rounding),
        BlockSize = parsed.GetValue(block),
        Tune = parsed.GetValue(tune),
        LearningRate = parsed.GetValue(learningRate),
        Budget = parsed.GetValue(budget) is { } limit ? CompressionBudget.Parse(limit) : null,
        Equalize = parsed.GetValue(equalize),
        Smooth = parsed.GetValue(smooth),
        CorrectBias = parsed.GetValue(correctBias),
        Options = new QuantizationOptions
        {
            Observer = parsed.GetValue(observer),
            Percentile = parsed.GetValue(percentile),
            PerChannel = !parsed.GetValue(perTensor),
            WeightBits = parsed.GetValue(bits),
            Exclude = (parsed.GetValue(exclude) ?? []).ToHashSet(),
        },
    };
}
