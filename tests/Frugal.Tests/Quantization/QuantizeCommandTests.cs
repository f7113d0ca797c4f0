using Frugal.Cli.Commands;
using Frugal.Onnx;
using Frugal.Tests.Cli;
using Frugal.Tests.Onnx;

namespace Frugal.Tests.Quantization;

[NonParallelizable]   // the console is one
public class QuantizeCommandTests
{
    [Test]
    public void A_model_is_quantised_with_generated_pictures_and_its_metadata_stays()
    {
        using var file = new TemporaryFile("model.onnx");
        Classifier().Save(file.Path);
        var output = Path.Combine(file.Folder, "out", "int8.onnx");

        var (code, text, error) = Run("quantize", file.Path, "--calibrate", "garments", "--samples", "20", "-o", output, "--json");

        Assert.That(code, Is.Zero, error);
        Assert.That(System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("ratio").GetDouble(), Is.GreaterThan(3));
        var metadata = OnnxModel.Load(output).Metadata;
        Assert.That((metadata.Name, metadata.Format, metadata.Dataset), Is.EqualTo(("tiny", "int8", "garments")));
    }

    [Test]
    public void Weights_are_stored_in_16_bits_without_pictures()
    {
        using var file = new TemporaryFile("model.onnx");
        Classifier().Save(file.Path);
        var output = Path.Combine(file.Folder, "half.onnx");

        var (code, _, error) = Run("quantize", file.Path, "--fp16", "-o", output);

        Assert.That(code, Is.Zero, error);
        Assert.That(OnnxModel.Load(output).Metadata.Format, Is.EqualTo("fp16"));
    }

    [TestCase("--calibrate is missing")]
    [TestCase("no photo in it", "--calibrate", "FOLDER/empty")]
    [TestCase("is no data set", "--calibrate", "no-such-set")]
    public void A_failure_is_one_line_and_leaves_no_file(string message, params string[] arguments)
    {
        using var file = new TemporaryFile("model.onnx");
        Classifier().Save(file.Path);
        Directory.CreateDirectory(Path.Combine(file.Folder, "empty"));
        var output = Path.Combine(file.Folder, "int8.onnx");

        var (code, _, error) = Run(["quantize", file.Path, "-o", output, .. arguments.Select(argument => argument.Replace("FOLDER", file.Folder))]);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(error.Trim(), Does.Contain(message).IgnoreCase.And.Not.Contains("\n"));
        Assert.That(File.Exists(output), Is.False);
    }

    [Test]
    public void One_picture_is_enough_to_calibrate_with()
    {
        using var file = new TemporaryFile("model.onnx");
        Classifier().Save(file.Path);
        var photos = Directory.CreateDirectory(Path.Combine(file.Folder, "photos")).FullName;
        File.WriteAllBytes(Path.Combine(photos, "one.png"), new Frugal.Imaging.RgbImage(40, 30, [.. Enumerable.Range(0, 3600).Select(i => (byte)i)]).ToPng());

        var (code, _, error) = Run("quantize", file.Path, "--calibrate", photos, "-o", Path.Combine(file.Folder, "int8.onnx"));

        Assert.That(code, Is.Zero, error);
    }

    private static OnnxModel Classifier()
    {
        var model = TestModels.Build([3, 32, 32], (g, x) =>
            g.Node("Gemm", [g.Flatten(g.GlobalAveragePool(g.Relu(g.Convolution(g.Relu(g.Convolution(x, 3, 32, 1)), 32, 64, 3)))), g.Random("fc", 5, 0.3f, 10, 64)], ("transB", 1L)));
        model.Metadata = new ModelMetadata { Name = "tiny", Dataset = "garments" }.With(new Frugal.Imaging.Preprocessing { Size = 32 });
        return model;
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments) => CommandRun.Of(QuantizeCommand.Create(), arguments);
}
