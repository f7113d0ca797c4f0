using Frugal.Data;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Quantization;

namespace Frugal.Benchmarks.Compression;

/// <summary>A trained network with fewer bits.</summary>
internal sealed class QuantizedForms(Workshop workshop, OnnxModel model)
{
    private const int SensitivityBatches = 4, SensitiveLayers = 3, TuningEpochs = 3;

    /// <summary>The part of the float32 model's time that a mix of int8 and float32 layers may take.</summary>
    private const double MixedTime = 0.6;

    /// <summary>The mean of the baseline's file in 8 and in 4 bits.</summary>
    private static readonly ByteSize MixedBudget = new(900_000);

    private readonly CalibrationData data = CalibrationData.FromImages(Datasets.Open(model.Metadata.Dataset!));

    public IEnumerable<Form> All()
    {
        yield return Save("normalisations folded, float32", Folded);
        yield return Save("float16 storage", () => Float16Storage.Apply(model));
        foreach (var observer in Enum.GetValues<ObserverKind>())
        {
            yield return Save($"int8, {observer} ranges", () => Make(QuantizationRecipe.Static(new() { Observer = observer })));
        }

        yield return Save("int8, weights in plain 8 bits, for processors with VNNI", () => Make(QuantizationRecipe.Static(new() { WeightBits = WeightBits.Exact8 })));
        yield return Save("int8, weights in 7 bits", () => Make(QuantizationRecipe.Static(new() { WeightBits = WeightBits.Seven })));
        var whole = QuantizationRecipe.Static(new() { PerChannel = false });
        yield return Save("int8, one scale per layer", () => Make(whole));
        yield return Save("int8, one scale per layer, equalised", () => Make(whole.With(new EqualizeStep())));
        yield return Save("int8, one scale per layer, bias corrected", () => Make(whole.With(new CorrectBiasStep())));
        yield return Save("int8, dynamic", () => Make(QuantizationRecipe.Dynamic()));
        foreach (var learn in new[] { false, true })
        {
            yield return Save($"int8, trained for it, scales {(learn ? "learnt" : "observed")}", () => Make(QuantizationRecipe.Static().With(new TuneStep(new TuningOptions { Epochs = TuningEpochs }) { LearnScales = learn }))) with { Epochs = TuningEpochs };
        }

        foreach (var form in FourBits())
        {
            yield return form;
        }

        yield return Save($"int4 weights, the {SensitiveLayers} most sensitive layers in int8", () => Make(QuantizationRecipe.Static(Sensitive())));
        yield return Save($"int8 and int4 within {MixedBudget}", () => Make(QuantizationRecipe.Static().With(new FitBytesStep(MixedBudget))));
        yield return Save(FormattableString.Invariant($"int8 and float32 within {MixedTime:P0} of the time").Replace(" %", "%", StringComparison.Ordinal), () => Make(QuantizationRecipe.Static().With(new FitLatencyStep(PartOfTheTime()))));
    }

    /// <summary>int8 with the default options.</summary>
    public OnnxModel Int8() => Make(QuantizationRecipe.Static());

    /// <summary>Weights in 4 bits, rounded to the nearest with a scale for each channel; activations in 8.</summary>
    public OnnxModel Int4() => Make(QuantizationRecipe.Static(new() { WeightBits = WeightBits.Four }));

    /// <summary>The same, rounded by AdaRound.</summary>
    public OnnxModel RoundedInt4() => Make(QuantizationRecipe.Static(new() { WeightBits = WeightBits.Four }).With(new AdaRoundStep()));

    /// <summary>Weights in 4 bits, rounded to the nearest and by AdaRound, with a scale for each channel and for each layer; of a model that was trained so many epochs more than the baseline.</summary>
    public IEnumerable<Form> FourBits(string of = "", int epochs = 0)
    {
        foreach (var perChannel in new[] { true, false })
        {
            var scales = $"{of}int4 weights, one scale per {(perChannel ? "channel" : "layer")}";
            var recipe = QuantizationRecipe.Static(new() { WeightBits = WeightBits.Four, PerChannel = perChannel });
            yield return Save($"{scales}, nearest", () => Make(recipe)) with { Epochs = epochs };
            yield return Save($"{scales}, AdaRound", () => Make(recipe.With(new AdaRoundStep()))) with { Epochs = epochs };
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
        LayerBits = SensitivityAnalysis.Measure(model, data.Take(SensitivityBatches)).OrderByDescending(layer => layer.Error4).Take(SensitiveLayers).ToDictionary(layer => layer.Node, _ => WeightBits.Safe8),
    };

    /// <summary>The time that a mix of int8 and float32 layers may take.</summary>
    private Milliseconds PartOfTheTime()
    {
        var run = new ModelRunOptions { Processors = [.. CpuAffinity.Choose(1)] };
        using var loaded = LoadedModel.Load(workshop.Make(Workshop.Baseline + ".onnx", model.Save), run);
        return new Milliseconds(MixedTime * new InterleavedTimer(new TimingOptions()).Measure([loaded.Run])[0].P50.Value);
    }

    private OnnxModel Make(QuantizationRecipe recipe) => recipe.Apply(model, data).Model;

    /// <summary>int8 with the default options, as a row of that name.</summary>
    public Form Int8(string name) => Save(name, Int8);

    private Form Save(string name, Func<OnnxModel> make) => new(name, workshop.Make(Names.File(name) + ".onnx", file => make().Save(file)));
}
