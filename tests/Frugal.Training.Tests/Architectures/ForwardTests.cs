using System.Text;
using Frugal.Architectures;
using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Architectures;

public class ForwardTests
{
    // float32 sums of up to 1,728 products in another order: 1e-5 of the largest logit is what can differ.
    private const double Tolerance = 2e-5;

    [Test]
    public void The_ResNet_computes_what_PyTorch_computes() =>
        AssertLogits(new ResNet(), GoldenNumbers.Read().ResnetLogits);

    [Test]
    public void The_MobileNet_computes_what_PyTorch_computes() =>
        AssertLogits(new MobileNet(), GoldenNumbers.Read().MobilenetLogits);

    [Test]
    public void Any_size_of_picture_gives_one_logit_a_class()
    {
        using var network = new ResNet(new ResNetOptions { Stem = 8, Widths = [8, 16], Classes = 7 });
        using var scope = NewDisposeScope();
        network.eval();

        Assert.That(network.call(zeros(3, 3, 33, 47)).shape, Is.EqualTo(new long[] { 3, 7 }));
    }

    [Test]
    public void The_same_seed_gives_the_same_first_weights_and_another_seed_others()
    {
        var first = FirstWeights(1);
        var second = FirstWeights(1);

        Assert.That(second, Is.EqualTo(first));
        Assert.That(FirstWeights(2), Is.Not.EqualTo(first));
    }

    [Test]
    public void Saved_weights_come_back_bit_for_bit()
    {
        using var saved = new MobileNet();
        using var loaded = new MobileNet();
        using var file = new MemoryStream();

        using (var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true))
        {
            saved.save(writer);
        }

        file.Position = 0;
        using (var reader = new BinaryReader(file))
        {
            loaded.load(reader);
        }

        var expected = saved.state_dict();
        Assert.That(loaded.state_dict().All(entry => entry.Value.bytes.SequenceEqual(expected[entry.Key].bytes)), Is.True);
    }

    [Test]
    public void The_exported_network_computes_what_the_module_computes()
    {
        using var network = GoldenFormula.Fill(new MobileNet());
        using var scope = NewDisposeScope();
        network.eval();
        var pictures = GoldenFormula.Pictures(2, 96);

        using var session = new InferenceSession(OnnxExporter.Export(network, [3, 96, 96]).ToBytes());
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(pictures, [2, 3, 96, 96]))]);

        var expected = network.call(tensor(pictures, [2, 3, 96, 96])).data<float>().ToArray();
        Assert.That(results[0].AsTensor<float>().ToArray(), Is.EqualTo(expected).Within(1e-4));
    }

    private static float[] FirstWeights(long seed)
    {
        manual_seed(seed);
        using var network = new MobileNet();
        return network.parameters().First().data<float>().ToArray();
    }

    private static void AssertLogits(Architecture network, float[][] expected)
    {
        using (network)
        using (no_grad())
        using (NewDisposeScope())
        {
            GoldenFormula.Fill(network).eval();
            var logits = network.call(tensor(GoldenFormula.Pictures(2, 96), [2, 3, 96, 96]));

            Assert.That(logits.shape, Is.EqualTo(new long[] { 2, 10 }));
            var scale = expected.SelectMany(row => row).Max(Math.Abs);
            Assert.That(logits.data<float>().ToArray(), Is.EqualTo(expected.SelectMany(row => row)).Within(Tolerance * scale));
        }
    }
}
