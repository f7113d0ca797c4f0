using Frugal.Grading.Authoring;
using Frugal.Onnx;
using Frugal.Quantization;
using Frugal.Tests.Onnx;

namespace Frugal.Tests.Quantization.Saturation;

/// <summary>Quantising gives the same bytes again, also where .NET may not use the processor's wide instructions. ONNX Runtime asks the processor itself.</summary>
[Category("Slow")]
public class SameFileTests
{
    [TestCase("DOTNET_TieredPGO", "0", TestName = "The file is the same the second time")]
    [TestCase("DOTNET_EnableAVX2", "0", TestName = "The file is the same without AVX2")]
    [TestCase("DOTNET_EnableHWIntrinsic", "0", TestName = "The file is the same without any vector instructions")]
    public void The_file_is_the_same(string variable, string value)
    {
        using var file = new TemporaryFile("model.onnx");
        var model = TestModels.Build([3, 32, 32], (g, x) =>
            g.Node("Gemm", [g.Flatten(g.GlobalAveragePool(g.Relu(g.Convolution(g.Relu(g.Convolution(x, 3, 32, 1)), 32, 64, 3)))), g.Random("fc", 5, 0.3f, 10, 64)], ("transB", 1L)));
        model.Metadata = new ModelMetadata { Name = "tiny", Dataset = "garments" }.With(new Frugal.Imaging.Preprocessing { Size = 32 });
        model.Save(file.Path);

        var (first, second) = (Quantize(file, "a.onnx", "DOTNET_TieredPGO", "1"), Quantize(file, "b.onnx", variable, value));

        Assert.That(second, Is.EqualTo(first));
    }

    [TestCase(1f, 1.0000001f)]
    [TestCase(5.999999f, 6.000001f)]
    [TestCase(0.1234567f, 0.1234568f)]
    public void Ranges_that_differ_in_their_last_bits_give_one_grid(float left, float right) =>
        Assert.That(QuantizationFormat.UInt8.Parameters(new ValueRange(-left, left).Rounded()), Is.EqualTo(QuantizationFormat.UInt8.Parameters(new ValueRange(-right, right).Rounded())));

    [Test]
    public void Rounding_moves_an_end_by_at_most_a_thousandth()
    {
        var ends = TestModels.Numbers(1000, seed: 1, scale: 50);

        Assert.That(ends.Select(end => Math.Abs(new ValueRange(Math.Min(end, 0), end).Rounded().Max - end) / Math.Abs(end)), Is.All.LessThanOrEqualTo(0.001f));
    }

    private static byte[] Quantize(TemporaryFile file, string name, string variable, string value)
    {
        var output = Path.Combine(file.Folder, name);
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Frugal.Cli.dll"), "quantize", file.Path, "--calibrate", "garments", "--samples", "20", "-o", output];
        var (code, words) = Dotnet.Run(file.Folder, arguments, new Dictionary<string, string?> { [variable] = value }, TimeSpan.FromMinutes(5));
        Assert.That(code, Is.Zero, words);
        return File.ReadAllBytes(output);
    }
}
