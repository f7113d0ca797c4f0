using System.CommandLine;
using Frugal.Compression;
using Frugal.Quantization;

namespace Frugal.Cli.Commands;

/// <summary>The options of <c>frugal quantize</c>.</summary>
internal sealed class QuantizeArguments
{
    private readonly Option<QuantizationScheme> scheme = new("--scheme") { Description = "static (int8, calibrated), dynamic (int8, ranges found at every run: transformers, LSTMs) or weightonly (int4 matrices by blocks).", DefaultValueFactory = _ => QuantizationScheme.Static };
    private readonly Option<string?> calibrate = new("--calibrate") { Description = "Data to calibrate with: a data set's name (its training part), a folder of photos, or a folder with one INPUT.npy for each of the model's inputs.", HelpName = "DATASET|FOLDER" };
    private readonly Option<ObserverKind> observer = new("--observer") { Description = "How a range is chosen: minmax, movingaverage, percentile, entropy or mse.", DefaultValueFactory = _ => new QuantizationOptions().Observer };
    private readonly Option<double> percentile = new("--percentile") { Description = "How many of 100 numbers the percentile observer keeps.", DefaultValueFactory = _ => PercentileObserver.DefaultPercentile };
    private readonly Option<int> samples = new("--samples") { Description = "How many pictures to look at.", DefaultValueFactory = _ => CalibrationPictures.DefaultCount };
    private readonly Option<long> seed = new("--seed") { Description = "Draws the pictures.", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> perTensor = new("--per-tensor") { Description = "One scale a weight instead of one a channel." };
    private readonly Option<WeightBits> bits = new("--weights") { Description = "safe8 (8 bits, the same sums on every processor), exact8 (plain 8 bits, for VNNI and ARM), seven or four.", DefaultValueFactory = _ => new QuantizationOptions().WeightBits };
    private readonly Option<RoundingChoice> rounding = new("--rounding") { Description = "How integers are found: nearest; adaround (static); hqq or gptq (weightonly).", DefaultValueFactory = _ => RoundingChoice.Nearest };
    private readonly Option<int> block = new("--block") { Description = "Weights that share a scale in the weightonly scheme: 16, 32, 64, 128 or 256.", DefaultValueFactory = _ => new WeightOnlyOptions().BlockSize };
    private readonly Option<string?> budget = new("--budget") { Description = "What the file may take, as 60 KB: the layers that bear it best get 4 bits. Or what a call may take, as 0.5 ms: only layers that gain most for the least error get int8 (static).", HelpName = "SIZE|TIME" };
    private readonly Option<int?> tune = new("--tune") { Description = "Train for int8, this many times over the pictures of --calibrate (static).", HelpName = "EPOCHS" };
    private readonly Option<double> learningRate = new("--learning-rate") { Description = "The first learning rate of --tune.", DefaultValueFactory = _ => new TuningOptions().LearningRate };
    private readonly Option<bool> equalize = new("--equalize") { Description = "Make the weights' ranges equal across layers first." };
    private readonly Option<double?> smooth = new("--smooth") { Description = "Move outliers behind layer normalisations into the weights first (SmoothQuant); 0.5 is usual.", HelpName = "ALPHA" };
    private readonly Option<bool> correctBias = new("--correct-bias") { Description = "Make good in the biases what rounding the weights changes in the mean." };
    private readonly Option<string[]> exclude = new("--exclude") { Description = "A node that stays fp32, by its name or its first output's; may be repeated.", HelpName = "NODE" };
    private readonly Option<bool> half = new("--fp16") { Description = "Store the weights as 16-bit floats instead; needs no pictures." };

    public void AddTo(Command command)
    {
        Option[] all = [scheme, calibrate, observer, percentile, samples, seed, perTensor, bits, rounding, block, budget, tune, learningRate, equalize, smooth, correctBias, exclude, half];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    public QuantizeChoices Read(ParseResult parsed) => new QuantizeChoices
    {
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
    }.Validated();
}
