using System.CommandLine;
using Frugal.Compression;
using Frugal.Measuring;

namespace Frugal.Cli.Commands;

/// <summary>The options of <c>frugal compress</c>.</summary>
internal sealed class CompressArguments
{
    private static readonly CompressionOptions Defaults = new() { Folder = "" };

    private readonly Argument<string> model = new("model") { Description = "A model of the catalogue (frugal models list), or an fp32 ONNX file, which can only be quantised." };
    private readonly Option<string?> budget = new("--budget") { Description = "What the model may cost: some of a size, a latency, a memory and multiplications, as \"200 KB, 1 ms, 40 MB RAM, 10 M MACs\".", HelpName = "LIMITS" };
    private readonly Option<double> drop = new("--drop") { Description = "Percentage points of accuracy that may be lost on the validation pictures.", DefaultValueFactory = _ => Defaults.Drop };
    private readonly Option<double[]> ratios = new("--ratio") { Description = "A share of the channels to try to take away; may be repeated. Default: 0.25, 0.5 and 0.75.", DefaultValueFactory = _ => [.. Defaults.Ratios] };
    private readonly Option<CompressedFormat[]> formats = new("--format") { Description = "A format to try beside fp32: int8, int4, or mixed (both, where the budget lies between them); may be repeated. Default: all.", DefaultValueFactory = _ => [.. Defaults.Formats] };
    private readonly Option<int> epochs = new("--epochs") { Description = "Epochs of training for a network that lost channels; 0: nothing is trained, only quantised.", DefaultValueFactory = _ => Defaults.Training.Epochs };
    private readonly Option<int> samples = new("--samples") { Description = "How many pictures to calibrate with.", DefaultValueFactory = _ => Defaults.CalibrationPictures };
    private readonly Option<int> seed = new("--seed") { Description = "Where all randomness comes from.", DefaultValueFactory = _ => Defaults.Seed };
    private readonly Option<string?> dataset = new("--dataset") { Description = "For an ONNX file: a data set or a folder of labelled photos; default: the one that the file names.", HelpName = "DATASET|FOLDER" };
    private readonly Option<int?> pictures = new("--pictures") { Description = "Train and judge on so many pictures instead of all: for a quick look." };
    private readonly Option<int> rounds = new("--rounds") { Description = "Interleaved rounds of timing.", DefaultValueFactory = _ => new TimingOptions().Rounds };
    private readonly Option<string?> output = new("--output", "-o") { Description = "Folder for best.onnx, report.html, report.json and candidates/; default: artifacts/compress/MODEL.", HelpName = "FOLDER" };
    private readonly ModelRunArguments run = new();

    public void AddTo(Command command)
    {
        command.Arguments.Add(model);
        Option[] all = [budget, drop, ratios, formats, epochs, samples, seed, dataset, pictures, rounds, output];
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
            throw new FrugalException($"--epochs {count}: it must be at least 0. Give 0 to train nothing.");
        }

        return new CompressJob
        {
            Model = name,
            Dataset = parsed.GetValue(dataset),
            Pictures = parsed.GetValue(pictures),
            Folder = Path.GetFullPath(folder),
            Options = Defaults with
            {
                Folder = Path.Combine(Path.GetFullPath(folder), "candidates"),
                Budget = parsed.GetValue(budget) is { } limits ? CompressionBudget.Parse(limits) : new CompressionBudget(),
                Drop = parsed.GetValue(drop),
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
