using System.CommandLine;
using Frugal.Compression;
using Frugal.Measuring;

namespace Frugal.Cli.Commands;

/// <summary>The options of <c>frugal compress</c>.</summary>
internal sealed class CompressArguments
{
    private static readonly CompressionOptions Defaults = new() { Folder = "" };

    private readonly Argument<string> model = new("model") { Description = "Name of a model (see 'frugal models list'), or an fp32 ONNX file (quantisation only)." };
    private readonly Option<string?> budget = new("--budget") { Description = "Limits on size, latency, memory or MACs, e.g. \"200 KB, 1 ms, 40 MB RAM, 10 M MACs\".", HelpName = "LIMITS" };
    private readonly Option<double> drop = new("--drop") { Description = "Maximum loss of accuracy on the validation images, in percentage points.", DefaultValueFactory = _ => Defaults.Drop, HelpName = "POINTS" };
    private readonly Option<double[]> ratios = new("--ratio") { Description = "Share of the channels to prune; repeatable.", DefaultValueFactory = _ => [.. Defaults.Ratios], HelpName = "SHARE" };
    private readonly Option<CompressedFormat[]> formats = new("--format") { Description = "Format to try besides fp32: int8, int4, or mixed (both, if the budget is between the two); repeatable.", DefaultValueFactory = _ => [.. Defaults.Formats], HelpName = "FORMAT" };
    private readonly Option<string[]> recipes = new("--recipe") { Description = "Recipe file to try in place of every ratio with every format; repeatable.", HelpName = "FILE" };
    private readonly Option<int> epochs = new("--epochs") { Description = "Training epochs for a pruned network; 0: only quantise, without training.", DefaultValueFactory = _ => Defaults.Training.Epochs, HelpName = "EPOCHS" };
    private readonly Option<int> samples = new("--samples") { Description = "Number of calibration images.", DefaultValueFactory = _ => Defaults.CalibrationPictures, HelpName = "COUNT" };
    private readonly Option<int> seed = new("--seed") { Description = "Random seed.", DefaultValueFactory = _ => Defaults.Seed, HelpName = "SEED" };
    private readonly Option<string?> dataset = new("--dataset") { Description = "For an ONNX file: data set or folder of labelled photos; default: the one named in the file.", HelpName = "DATASET|FOLDER" };
    private readonly Option<int?> images = new("--images") { Description = "Train and evaluate on this many images instead of all, for a quick trial.", HelpName = "COUNT" };
    private readonly Option<int> rounds = new("--rounds") { Description = "Number of interleaved timing rounds.", DefaultValueFactory = _ => new TimingOptions().Rounds, HelpName = "COUNT" };
    private readonly Option<string?> output = new("--output", "-o") { Description = "Folder for best.onnx, report.html, report.json and candidates/; default: artifacts/compress/MODEL.", HelpName = "FOLDER" };
    private readonly ModelRunArguments run = new();

    public void AddTo(Command command)
    {
        command.Arguments.Add(model);
        Option[] all = [budget, drop, ratios, formats, recipes, epochs, samples, seed, dataset, images, rounds, output];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        run.AddTo(command);
    }

    public CompressJob Read(ParseResult parsed)
    {
        var (name, count) = (parsed.GetRequiredValue(model), parsed.GetValue(epochs));
        var folder = parsed.GetValue(output) ?? Path.Combine("artifacts", "compress", Path.GetFileNameWithoutExtension(name));
        if (count < 0)
        {
            throw new FrugalException($"--epochs {count}: it must be at least 0. Give 0 to skip training.");
        }

        return new CompressJob
        {
            Model = name,
            Dataset = parsed.GetValue(dataset),
            Images = parsed.GetValue(images),
            Folder = Path.GetFullPath(folder),
            Options = Defaults with
            {
                Folder = Path.Combine(Path.GetFullPath(folder), "candidates"),
                Budget = parsed.GetValue(budget) is { } limits ? CompressionBudget.Parse(limits) : new CompressionBudget(),
                Drop = parsed.GetValue(drop),
                Recipes = parsed.GetValue(recipes) is { Length: > 0 } files ? [.. files.Select(TrainingRecipeFormat.Default.Load<CompressionRecipe>)] : null,
                Ratios = count == 0 ? [] : parsed.GetRequiredValue(ratios),
                Formats = parsed.GetRequiredValue(formats),
                Training = Defaults.Training with { Epochs = Math.Max(1, count), WarmUpEpochs = Math.Clamp(count - 1, 0, Defaults.Training.WarmUpEpochs) },
                CalibrationPictures = parsed.GetValue(samples),
                Seed = parsed.GetValue(seed),
                Measuring = new MeasureOptions { Run = run.Read(parsed), Timing = new TimingOptions { Rounds = parsed.GetValue(rounds) } },
            },
        };
    }
}
