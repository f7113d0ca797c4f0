using Frugal.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Training.Tests.Onnx;

/// <summary>The exported model in ONNX Runtime computes what the TorchSharp module computes.</summary>
public class OnnxExporterTests
{
    private const float Tolerance = 1e-4f;

    private static IEnumerable<TestCaseData> Modules()
    {
        yield return Case("convolution", () => Conv2d(3, 8, 3));
        yield return Case("strided, padded, dilated, grouped convolution without bias", () => Conv2d(3, 9, 3, stride: 2, padding: 2, dilation: 2, groups: 3, bias: false));
        yield return Case("batch norm", () => BatchNorm2d(3));
        yield return Case("ReLU", () => ReLU());
        yield return Case("ReLU6", () => ReLU6());
        yield return Case("LeakyReLU", () => LeakyReLU(0.2));
        yield return Case("GELU", () => GELU());
        yield return Case("GELU by tanh", () => GELU(TorchSharp.Modules.GELU.Approximate.tanh));
        yield return Case("SiLU", () => SiLU());
        yield return Case("Hardswish", () => Hardswish());
        yield return Case("Hardsigmoid", () => Hardsigmoid());
        yield return Case("Sigmoid", () => Sigmoid());
        yield return Case("Tanh", () => Tanh());
        yield return Case("Softmax", () => Softmax(1));
        yield return Case("MaxPool", () => MaxPool2d(3, stride: 2, padding: 1));
        yield return Case("AvgPool", () => AvgPool2d(2));
        yield return Case("global pool, flatten, dropout, linear", () => Sequential(("pool", AdaptiveAvgPool2d(1)), ("flatten", Flatten()), ("drop", Dropout(0.5)), ("fc", Linear(3, 5))));
        yield return Case("a small network", () => Sequential(("conv", Conv2d(3, 8, 3, padding: 1)), ("norm", BatchNorm2d(8)), ("relu", ReLU()), ("inner", Sequential(("pool", MaxPool2d(2)), ("flatten", Flatten())))));
        yield return Case("a block that writes itself", () => new Residual());
        yield return Case("nothing at all", () => Identity());
    }

    [TestCaseSource(nameof(Modules))]
    public void An_exported_module_computes_the_same_numbers(Func<Module<Tensor, Tensor>> create)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var module = create();
        Settle(module);
        var input = TestModels.Numbers(2 * 3 * 12 * 12, seed: 2, scale: 3);
        float[] expected;
        using (no_grad())
        {
            expected = module.call(tensor(input, [2, 3, 12, 12])).data<float>().ToArray();
        }

        var model = OnnxExporter.Export(module, [3, 12, 12]);

        Assert.That(model.Opset, Is.EqualTo(17));
        var actual = TestModels.Run(OnnxModel.Parse(model.ToBytes(), "exported"), input, 2, 3, 12, 12);
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        Assert.That(TestModels.Difference(actual, expected), Is.LessThanOrEqualTo(Tolerance));
    }

    [Test]
    public void A_module_without_an_ONNX_form_is_named_with_its_path()
    {
        using var module = Sequential(("first", ReLU()), ("inner", Sequential(("strange", new Strange()))));

        var failure = Assert.Throws<FrugalException>(() => OnnxExporter.Export(module, [3, 12, 12]));

        Assert.That(failure!.Message, Does.StartWith("module 'inner.strange' (Strange)").And.Not.Contains("\n"));
    }

    [Test]
    public void An_option_without_an_ONNX_form_is_named_with_its_path()
    {
        using var module = Sequential(("pool", AdaptiveAvgPool2d(2)));

        Assert.That(() => OnnxExporter.Export(module, [3, 12, 12]), Throws.TypeOf<FrugalException>().With.Message.StartsWith("module 'pool': adaptive pooling to [2, 2]"));
    }

    [Test]
    public void Names_and_metadata_go_into_the_file()
    {
        using var module = ReLU();
        var options = new OnnxExportOptions { InputName = "pixels", OutputName = "scores", Metadata = new ModelMetadata { Name = "tiny", Classes = ["a", "b"] } };

        var model = OnnxExporter.Export(module, [3, 12, 12], options);

        Assert.That((model.Inputs[0].Name, model.Outputs[0].Name, model.Metadata.Name), Is.EqualTo(("pixels", "scores", "tiny")));
        Assert.That(model.Metadata.Classes, Is.EqualTo(new[] { "a", "b" }));
    }

    private static TestCaseData Case(string name, Func<Module<Tensor, Tensor>> create) => new TestCaseData(create).SetArgDisplayNames(name);

    /// <summary>Statistics that are not the initial ones, then evaluation mode.</summary>
    private static void Settle(Module<Tensor, Tensor> module)
    {
        using var scope = NewDisposeScope();
        module.train();
        using (no_grad())
        {
            for (var i = 0; i < 3; i++)
            {
                module.call(randn(4, 3, 12, 12) * 2 + 1);
            }
        }

        module.eval();
    }

    private sealed class Residual : Module<Tensor, Tensor>, IOnnxExportable
    {
        private readonly Conv2d conv = Conv2d(3, 3, 3, padding: 1);

        public Residual() : base(nameof(Residual)) => RegisterComponents();

        public override Tensor forward(Tensor input) => functional.relu(conv.call(input) + input);

        public OnnxValue Export(OnnxGraphBuilder graph, OnnxValue input) => graph.Relu(graph.Add(graph.Module(conv, input, nameof(conv)), input));
    }

    private sealed class Strange() : Module<Tensor, Tensor>(nameof(Strange))
    {
        public override Tensor forward(Tensor input) => input.sin();
    }
}
