using Frugal.Architectures;
using Frugal.Onnx;
using Frugal.Quantization;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace Frugal.Benchmarks.Compression;

/// <summary>
/// Two networks for texts, with random weights, in the forms that products of matrices have. They classify nothing; how near their logits stay to the
/// float32 network's is told in decibels.
/// </summary>
internal sealed class TextForms(Workshop workshop)
{
    private const int Batches = 4, Texts = 16;

    public IReadOnlyList<Form> Transformer()
    {
        manual_seed(1);
        using var network = new TextTransformer();
        return [.. Forms("transformer", network, Transformed)];
    }

    public IReadOnlyList<Form> BiLstm()
    {
        manual_seed(1);
        using var network = new BiLstm();
        return [.. Forms("BiLSTM", network, _ => [])];
    }

    /// <summary>20 log10 of the logits' norm over the norm of their error, against the float32 model, on texts that calibration did not see.</summary>
    public static double Decibels(string baseline, string form)
    {
        double signal = 0, noise = 0;
        using var first = new InferenceSession(OnnxModel.Load(baseline).ToBytes());
        using var second = new InferenceSession(OnnxModel.Load(form).ToBytes());
        foreach (var batch in Data(first.InputNames[0], new TextTransformerOptions(), seed: 2))
        {
            var (right, near) = (Logits(first, batch), Logits(second, batch));
            signal += right.Sum(x => (double)x * x);
            noise += right.Zip(near, (x, y) => (double)(x - y) * (x - y)).Sum();
        }

        return 10 * Math.Log10(signal / noise);
    }

    private static IEnumerable<(string Name, Func<OnnxModel> Make)> Transformed(OnnxModel model)
    {
        var texts = CalibrationData.FromBatches(_ => Data(model.Inputs[0].Name, new TextTransformerOptions(), seed: 1));
        yield return ("int8, dynamic, smoothed (SmoothQuant)", () => DynamicQuantizer.Quantize(SmoothQuant.Apply(model, texts)).Model);
        foreach (var rounding in Enum.GetValues<BlockRounding>())
        {
            yield return ($"int4 weights in blocks of 32, {rounding}", () => WeightOnlyQuantizer.Quantize(model, new WeightOnlyOptions { Rounding = rounding }, texts).Model);
        }
    }

    private IEnumerable<Form> Forms(string kind, TextArchitecture network, Func<OnnxModel, IEnumerable<(string Name, Func<OnnxModel> Make)>> more)
    {
        network.eval();
        var model = OnnxExporter.Export(network, [network.Length]);
        (string, Func<OnnxModel>)[] all = [("float32", () => model), ("float16 storage", () => Float16Storage.Apply(model)), ("int8, dynamic", () => DynamicQuantizer.Quantize(model).Model), .. more(model)];
        foreach (var (name, make) in all)
        {
            yield return new Form($"{kind}, {name}", workshop.Make(Names.File($"{kind}-{name}") + ".onnx", file => make().Save(file))) { Trained = false };
        }
    }

    private static IEnumerable<IReadOnlyDictionary<string, OrtValue>> Data(string input, TextOptions shape, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Batches; i++)
        {
            var tokens = Enumerable.Range(0, Texts * shape.Length).Select(_ => (long)random.Next(1, shape.Vocabulary)).ToArray();
            yield return new Dictionary<string, OrtValue> { [input] = OrtValue.CreateTensorValueFromMemory(tokens, [Texts, shape.Length]) };
        }
    }

    private static float[] Logits(InferenceSession session, IReadOnlyDictionary<string, OrtValue> batch)
    {
        using var options = new RunOptions();
        using var outputs = session.Run(options, batch, session.OutputNames);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
