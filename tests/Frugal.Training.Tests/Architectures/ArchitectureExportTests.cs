using Frugal.Architectures;
using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Architectures;

/// <summary>ONNX Runtime and TorchSharp agree on every network: at most 1e-4 of the largest logit apart, and never asked for less than 1e-4.</summary>
public class ArchitectureExportTests
{
    private const double Tolerance = 1e-4;

    private static IEnumerable<TestCaseData> Texts()
    {
        yield return new TestCaseData(() => (TextArchitecture)new TextTransformer(SmallTexts.Transformer)).SetArgDisplayNames("TextTransformer");
        yield return new TestCaseData(() => (TextArchitecture)new BiLstm(SmallTexts.BiLstm)).SetArgDisplayNames("BiLSTM");
    }

    [TestCaseSource(typeof(SmallPictureNetworks), nameof(SmallPictureNetworks.Cases))]
    public void An_exported_network_computes_what_the_module_computes(Func<Architecture> create)
    {
        using var network = SmallPictureNetworks.Ready(create);
        using var scope = NewDisposeScope();

        var actual = SmallPictureNetworks.Exported(network, count: 2);

        var expected = network.call(SmallPictureNetworks.Batch(2)).data<float>().ToArray();
        Assert.That(expected.Max() - expected.Min(), Is.GreaterThan(1e-3), "the logits must differ for the comparison to mean something");
        Assert.That(actual, Is.EqualTo(expected).Within(Tolerance * Math.Max(1, expected.Max(Math.Abs))));
    }

    [TestCaseSource(nameof(Texts))]
    public void An_exported_text_network_computes_what_the_module_computes(Func<TextArchitecture> create)
    {
        using var network = GoldenFormula.Fill(create());
        using var scope = NewDisposeScope();
        network.eval();

        using var session = new InferenceSession(OnnxExporter.Export(network, [7]).ToBytes());
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("input", new DenseTensor<long>(SmallTexts.Tokens, [3, 7]))]);
        var actual = results[0].AsTensor<float>().ToArray();

        var expected = network.call(tensor(SmallTexts.Tokens, [3, 7])).data<float>().ToArray();
        Assert.That(actual, Is.EqualTo(expected).Within(Tolerance));
    }

    [Test]
    public void Layers_without_a_meaning_for_an_operation_refuse_the_network_that_needs_it()
    {
        using var network = new MobileNetV3();

        Assert.That(() => network.Apply(new ResidualLayers(), 0), Throws.TypeOf<FrugalException>().With.Message.Contains("ResidualLayers: it has no HardSwish"));
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
