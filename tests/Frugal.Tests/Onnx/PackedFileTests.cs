using Frugal.Measuring;
using Frugal.Onnx;

namespace Frugal.Tests.Onnx;

/// <summary>Packed files hold the same model in fewer bytes, and say so when they are damaged.</summary>
public class PackedFileTests
{
    private static readonly float[] Input = TestModels.Numbers(3 * 16 * 16, seed: 3);

    [Test]
    public void A_packed_model_is_smaller_and_computes_the_same()
    {
        var model = TestModels.Build([3, 16, 16], (g, x) => g.Relu(g.Convolution(x, 3, 64, 3)));
        using var plain = new TemporaryFile("onnx");
        using var packed = new TemporaryFile("onnx.br");

        model.Save(plain.Path);
        model.Save(packed.Path);

        Assert.That(OnnxModel.Load(packed.Path).ToBytes(), Is.EqualTo(model.ToBytes()));
        Assert.That(ModelCost.Of(packed.Path, new ModelRunOptions()).Bytes.Bytes, Is.EqualTo(new FileInfo(packed.Path).Length).And.LessThan(new FileInfo(plain.Path).Length));
        using var loaded = LoadedModel.Load(packed.Path, new ModelRunOptions());
        loaded.Run();
        Assert.That(TestModels.Run(OnnxModel.Load(packed.Path), Input, 1, 3, 16, 16), Is.EqualTo(TestModels.Run(model, Input, 1, 3, 16, 16)));
    }

    [TestCase(0, TestName = "An empty packed file is refused")]
    [TestCase(100, TestName = "A packed file that is cut off is refused")]
    public void A_damaged_packed_file_is_refused(int length)
    {
        using var file = new TemporaryFile("onnx.br");
        TestModels.Build([3, 16, 16], (g, x) => g.Convolution(x, 3, 64, 3)).Save(file.Path);
        File.WriteAllBytes(file.Path, File.ReadAllBytes(file.Path)[..length]);

        var failure = Assert.Throws<FrugalException>(() => OnnxModel.Load(file.Path));

        Assert.That(failure!.Message, Does.Contain(file.Path).And.Contains("not a complete ONNX model").And.Not.Contains("\n"));
        Assert.Throws<FrugalException>(() => LoadedModel.Load(file.Path, new ModelRunOptions()));
    }

    [Test]
    public void A_plain_model_under_a_packed_name_is_refused()
    {
        using var file = new TemporaryFile("onnx.br");
        File.WriteAllBytes(file.Path, TestModels.Build([3, 8, 8], (g, x) => g.Convolution(x, 3, 8, 3)).ToBytes());

        Assert.That(() => OnnxModel.Load(file.Path), Throws.TypeOf<FrugalException>().With.Message.Contains("Download or export"));
    }
}
