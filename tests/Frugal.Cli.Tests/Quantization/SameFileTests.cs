using Frugal.Grading.Authoring;
using Frugal.Onnx;

namespace Frugal.Cli.Tests.Quantization;

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

    private static byte[] Quantize(TemporaryFile file, string name, string variable, string value)
    {
        var output = Path.Combine(file.Folder, name);
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Frugal.Cli.dll"), "quantize", file.Path, "--calibrate", "garments", "--samples", "20", "-o", output];
        var (code, words) = Dotnet.Run(file.Folder, arguments, new Dictionary<string, string?> { [variable] = value }, Patience.Longest(TimeSpan.FromMinutes(2)));
        Assert.That(code, Is.Zero, words);
        return File.ReadAllBytes(output);
    }
}
