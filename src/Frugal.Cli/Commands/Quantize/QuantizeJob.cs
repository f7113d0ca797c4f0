using System.Globalization;
using Frugal.Data;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Quantization;
using Microsoft.ML.OnnxRuntime;
using Spectre.Console;

namespace Frugal.Cli.Commands;

/// <summary>One run of <c>frugal quantize</c>: what is done to the weights first, then the scheme.</summary>
internal sealed class QuantizeJob(OnnxModel model, QuantizeChoices choices, Action<string> progress, CancellationToken cancellation)
{
    /// <summary>Sixty-four pictures tell sensitive layers from others.</summary>
    private const int SensitivityBatches = 4;

    private const int TuningBatch = 32;

    private Func<IEnumerable<IReadOnlyDictionary<string, OrtValue>>>? data;
    private IImageDataset? pictures;

    /// <exception cref="FrugalException">Data that is needed and missing, or what the quantisers refuse.</exception>
    public QuantizationResult Run()
    {
        var prepared = choices.Equalize ? CrossLayerEqualization.Apply(model) : model;
        if (choices.Smooth is { } alpha)
        {
            progress("Smoothing");
            prepared = SmoothQuant.Apply(prepared, Data(), alpha, cancellation);
        }

        var (options, warnings) = Bits(prepared);
        if (choices.Rounding == RoundingChoice.AdaRound)
        {
            progress("Learning to round, layer by layer");
            var told = new Told(share => progress($"Learning to round: {share:P0}"));
            prepared = AdaRound.Apply(prepared, Data(), new AdaRoundOptions { Quantization = options }, told, cancellation);
        }

        if (choices.CorrectBias)
        {
            prepared = BiasCorrection.Apply(prepared, Data(), options, cancellation);
        }

        var result = choices.Scheme switch
        {
            QuantizationScheme.Dynamic => DynamicQuantizer.Quantize(prepared, options),
            QuantizationScheme.WeightOnly => WeightOnly(prepared),
            _ when choices.Tune is { } epochs => Tuned(prepared, options, epochs),
            _ => StaticQuantizer.Quantize(prepared, Data(), options, cancellation),
        };
        var folded = Normalizations(model) - Normalizations(prepared);   // what was done first folds too
        return result with { Report = result.Report with { Warnings = [.. result.Report.Warnings, .. warnings], FoldedNorms = result.Report.FoldedNorms + folded } };
    }

    private static int Normalizations(OnnxModel model) => model.Proto.Graph.Node.Count(node => node.OpType == "BatchNormalization");

    /// <summary>The bits of each layer, within the budget if there is one.</summary>
    private (QuantizationOptions Options, QuantizationWarning[] Warnings) Bits(OnnxModel prepared)
    {
        if (choices.Budget?.Latency is { } latency)
        {
            progress("Measuring which layers gain most in int8");
            var fitted = new LatencyBudget { Most = latency, Quantization = choices.Options, Run = new ModelRunOptions { Processors = [.. CpuAffinity.Choose(1)] } }
                .Fit(prepared, () => Data().Take(SensitivityBatches), cancellation);
            progress($"{fitted.Count} of {fitted.Layers.Count} layers in int8: {fitted.Float} -> {fitted.Latency}");
            return (fitted.Options, fitted.Met ? [] : [new QuantizationWarning(model.Source, $"{fitted.Latency} with all layers in int8: the budget of {latency} cannot be met by int8 alone. Take channels away, or train a smaller network")]);
        }

        if (choices.Budget?.Bytes is not { } budget)
        {
            return (choices.Options, []);
        }

        progress("Measuring which layers bear 4 bits");
        var choice = FileBudget.Fit(prepared, () => Data().Take(SensitivityBatches), budget, choices.Options, cancellation);
        return (choice.Options, choice.Met ? [] : [new QuantizationWarning(model.Source, $"{choice.File} with all weights in 4 bits: the budget of {budget} cannot be met by rounding alone. Take channels away, or train a smaller network")]);
    }

    private QuantizationResult Tuned(OnnxModel prepared, QuantizationOptions options, int epochs)
    {
        using var network = QuantizationAwareNetwork.Create(prepared, Data(), new QuantizationAwareOptions { Quantization = options }, cancellation);
        if (pictures is null || !pictures.Classes.SequenceEqual(model.Metadata.Classes))
        {
            throw new FrugalException($"{model.Source}: --tune needs labelled pictures of the model's own classes ({string.Join(", ", model.Metadata.Classes.DefaultIfEmpty("none stated"))}). Calibrate it with the data set that it was trained on.");
        }

        var loader = ImageLoader.Create(pictures, new LoaderOptions
        {
            BatchSize = TuningBatch, Shuffle = true, DropLast = true, Seed = choices.Seed, Preprocessing = model.Metadata.ToPreprocessing(), Augmentation = new Augmentation(),
        }, cancellation: cancellation);
        var tuning = new TuningOptions { Epochs = epochs, LearningRate = choices.LearningRate, Seed = choices.Seed };
        var losses = QuantizationAwareTraining.Tune(network, loader, tuning, new Told(share => progress($"Training for int8: {share:P0}")), cancellation);
        progress($"Loss by epoch: {string.Join(", ", losses.Select(loss => loss.ToString("F3", CultureInfo.InvariantCulture)))}");
        return network.Export();
    }

    private QuantizationResult WeightOnly(OnnxModel prepared)
    {
        var rounding = choices.Rounding switch
        {
            RoundingChoice.Hqq => BlockRounding.HalfQuadratic,
            RoundingChoice.Gptq => BlockRounding.Gptq,
            _ => BlockRounding.Nearest,
        };
        var options = new WeightOnlyOptions { BlockSize = choices.BlockSize, Rounding = rounding, Exclude = choices.Options.Exclude };
        return WeightOnlyQuantizer.Quantize(prepared, options, rounding == BlockRounding.Gptq ? Data() : null, cancellation);
    }

    /// <summary>The calibration data, from the beginning.</summary>
    private IEnumerable<IReadOnlyDictionary<string, OrtValue>> Data() => (data ??= Open())();

    private Func<IEnumerable<IReadOnlyDictionary<string, OrtValue>>> Open()
    {
        var source = choices.Calibrate
            ?? throw new FrugalException("--calibrate is missing: this needs data to look at. Give a data set's name or a folder of photos, or choose --scheme dynamic or --fp16.");
        if (CalibrationArrays.IsIn(source))
        {
            progress($"Looking at the arrays in {source}");
            return () => CalibrationArrays.Read(model, source);
        }

        pictures = Directory.Exists(source) ? Datasets.FromFolder(source) : Datasets.Open(source, "train", cancellation: cancellation);
        if (!model.Metadata.Stated)
        {
            CommandLine.Error.MarkupLine("[yellow]The model does not say how its pictures are prepared: they are stretched to its input and normalised as for ImageNet.[/]");
        }

        progress($"Looking at {Math.Min(choices.Samples, pictures.Count)} pictures of {pictures.Name}");
        return () => CalibrationPictures.Read(model, pictures, choices.Samples, choices.Seed);
    }

    /// <summary>Tells each tenth once: a line each, where the screen is a file.</summary>
    private sealed class Told(Action<double> tell) : IProgress<double>
    {
        private int tenths;

        public void Report(double value)
        {
            if ((int)(value * 10) > tenths)
            {
                tenths = (int)(value * 10);
                tell(tenths / 10.0);
            }
        }
    }
}
