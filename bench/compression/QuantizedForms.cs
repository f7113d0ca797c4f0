using Frugal.Data;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Quantization;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Benchmarks.Compression;

/// <summary>A trained network with fewer bits.</summary>
internal sealed class QuantizedForms(Workshop workshop, OnnxModel model)
{
    private const int SensitivityBatches = 4, SensitiveLayers = 3, TuningBatch = 32, TuningEpochs = 3;

    /// <summary>The part of the float32 model's time that a mix of int8 and float32 layers may take.</summary>
    private const double MixedTime = 0.6;

    /// <summary>The mean of the baseline's file in 8 and in 4 bits.</summary>
    private static readonly ByteSize MixedBudget = new(900_000);

    private readonly IImageDataset pictures = Datasets.Open(model.Metadata.Dataset!);

    public IEnumerable<Form> All()
    {
        yield return Save("normalisations folded, float32", Folded);
        yield return Save("float16 storage", () => Float16Storage.Apply(model));
        foreach (var observer in Enum.GetValues<ObserverKind>())
        {
            yield return Save($"int8, {observer} ranges", () => Static(model, new QuantizationOptions { Observer = observer }));
        }

        yield return Save("int8, weights in plain 8 bits, for processors with VNNI", () => Static(model, new QuantizationOptions { WeightBits = WeightBits.Exact8 }));
        yield return Save("int8, weights in 7 bits", () => Static(model, new QuantizationOptions { WeightBits = WeightBits.Seven }));
        var whole = new QuantizationOptions { PerChannel = false };
        yield return Save("int8, one scale a layer", () => Static(model, whole));
        yield return Save("int8, one scale a layer, equalised", () => Static(CrossLayerEqualization.Apply(model), whole));
        yield return Save("int8, one scale a layer, bias corrected", () => Static(BiasCorrection.Apply(model, Data(), whole), whole));
        yield return Save("int8, dynamic", () => DynamicQuantizer.Quantize(model).Model);
        foreach (var learn in new[] { false, true })
        {
            yield return Save($"int8, trained for it, scales {(learn ? "learnt" : "observed")}", () => Trained(learn)) with { Epochs = TuningEpochs };
        }

        foreach (var form in FourBits())
        {
            yield return form;
        }

        yield return Save($"int4 weights, the {SensitiveLayers} most sensitive layers in int8", () => Static(model, Sensitive()));
        yield return Save($"int8 and int4 within {MixedBudget}", () => Static(model, FileBudget.Fit(model, Some, MixedBudget).Options));
        yield return Save(FormattableString.Invariant($"int8 and float32 within {MixedTime:P0} of the time").Replace(" %", "%", StringComparison.Ordinal), () => Static(model, LatencyBudgetOptions()));
    }

    /// <summary>int8 with the default options.</summary>
    public OnnxModel Int8() => Static(model, new QuantizationOptions());

    /// <summary>Weights in 4 bits, rounded to the nearest with a scale for each channel; activations in 8.</summary>
    public OnnxModel Int4() => Static(model, new QuantizationOptions { WeightBits = WeightBits.Four });

    /// <summary>Weights in 4 bits, rounded to the nearest and by AdaRound, with a scale for each channel and for each layer; of a model that was trained so many epochs more than the baseline.</summary>
    public IEnumerable<Form> FourBits(string of = "", int epochs = 0)
    {
        foreach (var perChannel in new[] { true, false })
        {
            var scales = $"{of}int4 weights, one scale a {(perChannel ? "channel" : "layer")}";
            var options = new QuantizationOptions { WeightBits = WeightBits.Four, PerChannel = perChannel };
            yield return Save($"{scales}, nearest", () => Static(model, options)) with { Epochs = epochs };
            yield return Save($"{scales}, AdaRound", () => Static(AdaRound.Apply(model, Data(), new AdaRoundOptions { Quantization = options }), options)) with { Epochs = epochs };
        }
    }

    private OnnxModel Folded()
    {
        var folded = model.Clone();
        FoldBatchNorm.Apply(folded);
        return folded;
    }

    /// <summary>4 bits everywhere but in the layers whose rounding changes the outputs most.</summary>
    private QuantizationOptions Sensitive() => new()
    {
        WeightBits = WeightBits.Four,
        LayerBits = SensitivityAnalysis.Measure(model, Some()).OrderByDescending(layer => layer.Error4).Take(SensitiveLayers).ToDictionary(layer => layer.Node, _ => WeightBits.Safe8),
    };

    /// <summary>As few layers in int8 as the time needs.</summary>
    private QuantizationOptions LatencyBudgetOptions()
    {
        var run = new ModelRunOptions { Processors = [.. CpuAffinity.Choose(1)] };
        using var loaded = LoadedModel.Load(workshop.Make(Workshop.Baseline + ".onnx", model.Save), run);
        var most = MixedTime * new InterleavedTimer(new TimingOptions()).Measure([loaded.Run])[0].P50.Value;
        return new LatencyBudget { Most = new Milliseconds(most), Run = run }.Fit(model, Some).Options;
    }

    private IEnumerable<IReadOnlyDictionary<string, OrtValue>> Some() => Data().Take(SensitivityBatches);

    private OnnxModel Static(OnnxModel from, QuantizationOptions options) => StaticQuantizer.Quantize(from, Data(), options).Model;

    private OnnxModel Trained(bool learn)
    {
        using var network = QuantizationAwareNetwork.Create(model, Data(), new QuantizationAwareOptions { LearnScales = learn });
        var loader = ImageLoader.Create(pictures, new LoaderOptions
        {
            BatchSize = TuningBatch, Shuffle = true, DropLast = true, Preprocessing = model.Metadata.ToPreprocessing(), Augmentation = new Augmentation(),
        });
        QuantizationAwareTraining.Tune(network, loader, new TuningOptions { Epochs = TuningEpochs });
        return network.Export().Model;
    }

    private IEnumerable<IReadOnlyDictionary<string, OrtValue>> Data() => CalibrationPictures.Read(model, pictures);

    private Form Save(string name, Func<OnnxModel> make) => new(name, workshop.Make(Names.File(name) + ".onnx", file => make().Save(file)));
}
