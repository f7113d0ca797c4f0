using Frugal.Architectures;
using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Frugal.Training.Tests.Architectures;

/// <summary>Every architecture for pictures, thin and filled by the formula, and the pictures that it is tried on.</summary>
internal static class SmallPictureNetworks
{
    public const int Size = 67;

    private static readonly (string Name, Func<Architecture> Create)[] Named =
    [
        ("ResNet", () => new ResNet(new ResNetOptions { Stem = 16, Widths = [16, 24], Blocks = [2], Classes = 5 })),
        ("MobileNet", () => new MobileNet(new MobileNetOptions { Stem = 16, Stages = [new(16, 1, 1), new(24, 2, 2)], Head = 32, Classes = 5 })),
        ("MobileNetV1", () => new MobileNetV1(new MobileNetV1Options { Width = 0.25, Classes = 5 })),
        ("MobileNetV2", () => new MobileNetV2(new MobileNetV2Options { Width = 0.35, Classes = 5 })),
        ("MobileNetV3 large", () => new MobileNetV3(new MobileNetV3Options { Width = 0.35, Classes = 5 })),
        ("MobileNetV3 small", () => new MobileNetV3(new MobileNetV3Options { Width = 0.35, Classes = 5, Variant = MobileNetV3Variant.Small })),
        ("SqueezeNet 1.0", () => new SqueezeNet(new SqueezeNetOptions { Width = 0.5, Classes = 5, Version = SqueezeNetVersion.V10 })),
        ("SqueezeNet 1.1", () => new SqueezeNet(new SqueezeNetOptions { Width = 0.5, Classes = 5 })),
        ("EfficientNet", () => new EfficientNet(new EfficientNetOptions { Width = 0.35, Depth = 0.5, Classes = 5 })),
        ("ShuffleNetV2", () => new ShuffleNetV2(new ShuffleNetV2Options { Width = 0.5, Classes = 5 })),
    ];

    /// <summary>Each for a test that takes a <c>Func&lt;Architecture&gt;</c>: it makes and disposes its own.</summary>
    public static IEnumerable<TestCaseData> Cases() => Named.Select(network => new TestCaseData(network.Create).SetArgDisplayNames(network.Name));

    /// <summary>The same for a fixture.</summary>
    public static IEnumerable<TestFixtureData> Fixtures() => Named.Select(network => new TestFixtureData(network.Create).SetArgDisplayNames(network.Name));

    /// <summary>Pictures (count, 3, Size, Size).</summary>
    public static float[] Pictures(int count) => GoldenFormula.Pictures(count, Size);

    /// <summary>The same as a tensor.</summary>
    public static Tensor Batch(int count) => tensor(Pictures(count), [count, 3, Size, Size]);

    /// <summary>A network in evaluation mode that has seen pictures, so that features keep their size from layer to layer as in a trained one.</summary>
    public static Architecture Ready(Func<Architecture> create)
    {
        var network = GoldenFormula.Fill(create());
        SetStatistics(network);
        return network;
    }

    /// <summary>Lets the normalisations see pictures.</summary>
    public static void SetStatistics(Architecture network)
    {
        foreach (var norm in network.modules().OfType<BatchNorm2d>())
        {
            norm.momentum = 1;
        }

        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        network.train();
        _ = network.call(Batch(4));
        network.eval();
    }

    /// <summary>What ONNX Runtime computes of the exported network.</summary>
    public static float[] Exported(Architecture network, int count)
    {
        using var settings = new SessionOptions { IntraOpNumThreads = 1 };   // small networks: more threads only wait for each other
        using var session = new InferenceSession(OnnxExporter.Export(network, [3, Size, Size]).ToBytes(), settings);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(Pictures(count), [count, 3, Size, Size]))]);
        return results[0].AsTensor<float>().ToArray();
    }
}
