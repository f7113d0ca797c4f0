using Frugal.Architectures;
using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Frugal.Tests.Architectures;

/// <summary>ONNX Runtime and TorchSharp agree on every network: at most 1e-4 of the largest logit apart, and never asked for less than 1e-4.</summary>
public class ArchitectureExportTests
{
    private const double Tolerance = 1e-4;

    private static IEnumerable<TestCaseData> Networks()
    {
        yield return Case("MobileNetV1", () => new MobileNetV1(new MobileNetV1Options { Width = 0.25, Classes = 5 }));
        yield return Case("MobileNetV2", () => new MobileNetV2(new MobileNetV2Options { Width = 0.35, Classes = 5 }));
        yield return Case("MobileNetV3 large", () => new MobileNetV3(new MobileNetV3Options { Width = 0.35, Classes = 5 }));
        yield return Case("MobileNetV3 small", () => new MobileNetV3(new MobileNetV3Options { Width = 0.35, Classes = 5, Variant = MobileNetV3Variant.Small }));
        yield return Case("SqueezeNet 1.0", () => new SqueezeNet(new SqueezeNetOptions { Width = 0.5, Classes = 5, Version = SqueezeNetVersion.V10 }));
        yield return Case("SqueezeNet 1.1", () => new SqueezeNet(new SqueezeNetOptions { Width = 0.5, Classes = 5 }));
        yield return Case("EfficientNet", () => new EfficientNet(new EfficientNetOptions { Width = 0.35, Depth = 0.5, Classes = 5 }));
        yield return Case("ShuffleNetV2", () => new ShuffleNetV2(new ShuffleNetV2Options { Width = 0.5, Classes = 5 }));

        static TestCaseData Case(string name, Func<Architecture> create) => new TestCaseData(create).SetArgDisplayNames(name);
    }

    private static IEnumerable<TestCaseData> Texts()
    {
        yield return new TestCaseData(() => (TextArchitecture)new TextTransformer(SmallTexts.Transformer)).SetArgDisplayNames("TextTransformer");
        yield return new TestCaseData(() => (TextArchitecture)new BiLstm(SmallTexts.BiLstm)).SetArgDisplayNames("BiLSTM");
    }

    [TestCaseSource(nameof(Networks))]
    public void An_exported_network_computes_what_the_module_computes(Func<Architecture> create)
    {
        using var network = GoldenFormula.Fill(create());
        using var scope = NewDisposeScope();
        SetStatistics(network, tensor(GoldenFormula.Pictures(4, 67), [4, 3, 67, 67]));
        var pictures = GoldenFormula.Pictures(2, 67);

        var actual = Run(OnnxExporter.Export(network, [3, 67, 67]), new DenseTensor<float>(pictures, [2, 3, 67, 67]));

        var expected = network.call(tensor(pictures, [2, 3, 67, 67])).data<float>().ToArray();
        Assert.That(expected.Max() - expected.Min(), Is.GreaterThan(1e-3), "the logits must differ for the comparison to mean something");
        Assert.That(actual, Is.EqualTo(expected).Within(Tolerance * Math.Max(1, expected.Max(Math.Abs))));
    }

    [TestCaseSource(nameof(Texts))]
    public void An_exported_text_network_computes_what_the_module_computes(Func<TextArchitecture> create)
    {
        using var network = GoldenFormula.Fill(create());
        using var scope = NewDisposeScope();
        network.eval();

        var actual = Run(OnnxExporter.Export(network, [7]), new DenseTensor<long>(SmallTexts.Tokens, [3, 7]));

        var expected = network.call(tensor(SmallTexts.Tokens, [3, 7])).data<float>().ToArray();
        Assert.That(actual, Is.EqualTo(expected).Within(Tolerance));
    }

    [Test]
    public void Layers_without_a_meaning_for_an_operation_refuse_the_network_that_needs_it()
    {
        using var network = new MobileNetV3();

        Assert.That(() => network.Apply(new ResidualLayers(), 0), Throws.TypeOf<FrugalException>().With.Message.Contains("ResidualLayers: it has no HardSwish"));
    }

    /// <summary>Lets the normalisations see pictures, so that features keep their size from layer to layer as in a trained network.</summary>
    private static void SetStatistics(Architecture network, Tensor pictures)
    {
        foreach (var norm in network.modules().OfType<BatchNorm2d>())
        {
            norm.momentum = 1;
        }

        using var unrecorded = no_grad();
        network.train();
        _ = network.call(pictures);
        network.eval();
    }

    private static float[] Run<T>(OnnxModel model, DenseTensor<T> input)
    {
        using var settings = new SessionOptions { IntraOpNumThreads = 1 };   // small networks: more threads only wait for each other
        using var session = new InferenceSession(model.ToBytes(), settings);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("input", input)]);
        return results[0].AsTensor<float>().ToArray();
    }

    private sealed class ResidualLayers : ILayers<int>
    {
        public int Convolution(int input, Conv2d layer) => input;

        public int Normalization(int input, BatchNorm2d layer) => input;

        public int Relu(int input) => input;

        public int Add(int left, int right) => left;

        public int GlobalAveragePool(int input) => input;

        public int Linear(int input, Linear layer) => input;
    }
}
