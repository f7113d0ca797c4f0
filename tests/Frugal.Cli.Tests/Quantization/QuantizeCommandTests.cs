using Frugal.Cli.Commands;
using Frugal.Onnx;

namespace Frugal.Cli.Tests.Quantization;

[Parallelizable, TakesTurns]
[Category("Slow")]
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

    [Test]
    public void A_saved_recipe_makes_the_same_file_again()
    {
        using var file = new TemporaryFile("model.onnx");
        Classifier().Save(file.Path);
        string Out(string name) => Path.Combine(file.Folder, name);
        string[] data = ["--calibrate", "garments", "--samples", "12"];

        var (first, _, error) = Run(["quantize", file.Path, .. data, "--equalize", "--observer", "mse", "--save-recipe", Out("recipe.json"), "-o", Out("a.onnx")]);
        Assert.That(first, Is.Zero, error);
        var (second, _, again) = Run(["quantize", file.Path, .. data, "--recipe", Out("recipe.json"), "-o", Out("b.onnx")]);
        Assert.That(second, Is.Zero, again);

        Assert.That(File.ReadAllBytes(Out("b.onnx")), Is.EqualTo(File.ReadAllBytes(Out("a.onnx"))));
        var (both, _, refusal) = Run(["quantize", file.Path, .. data, "--recipe", Out("recipe.json"), "--equalize", "-o", Out("c.onnx")]);
        Assert.That((both, File.Exists(Out("c.onnx"))), Is.EqualTo((1, false)));
        Assert.That(refusal, Does.Contain("the recipe holds this choice. Leave --equalize out"));
    }

    [TestCase("int8", "--scheme", "dynamic")]
    [TestCase("int4", "--scheme", "weightonly", "--block", "32", "--rounding", "hqq")]
    [TestCase("int4", "--scheme", "weightonly", "--rounding", "gptq", "--calibrate", "garments", "--samples", "20")]
    [TestCase("int8", "--equalize", "--correct-bias", "--observer", "mse", "--calibrate", "garments", "--samples", "20")]
    [TestCase("int8", "--observer", "movingaverage", "--per-tensor", "--calibrate", "garments", "--samples", "20")]
    [TestCase("int4", "--weights", "four", "--rounding", "adaround", "--calibrate", "garments", "--samples", "8")]
    public void Every_scheme_writes_a_model_that_says_its_format_and_runs(string format, params string[] arguments)
    {
        using var file = new TemporaryFile("model.onnx");
        Classifier().Save(file.Path);
        var output = Path.Combine(file.Folder, "out.onnx");

        var (code, text, error) = Run(["quantize", file.Path, "-o", output, "--json", .. arguments]);

        Assert.That(code, Is.Zero, error);
        Assert.That(System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("quantized").GetArrayLength(), Is.Positive);
        var model = OnnxModel.Load(output);
        Assert.That(model.Metadata.Format, Is.EqualTo(format));
        Assert.That(TestModels.Run(model, TestModels.Numbers(2 * 3 * 32 * 32, seed: 1), 2, 3, 32, 32), Has.Length.EqualTo(20).And.All.Matches<float>(float.IsFinite));
    }

    [TestCase("18 KB", true)]
    [TestCase("10 KB", false)]
    public void A_byte_budget_is_kept_or_the_smallest_file_is_written_with_a_warning(string budget, bool met)
    {
        using var file = new TemporaryFile("model.onnx");
        Classifier().Save(file.Path);
        var output = Path.Combine(file.Folder, "out.onnx");

        var (code, _, error) = Run("quantize", file.Path, "-o", output, "--budget", budget, "--calibrate", "garments", "--samples", "16");

        Assert.That(code, Is.Zero, error);
        Assert.That(new FileInfo(output).Length <= Frugal.Measuring.ByteSize.Parse(budget).Bytes, Is.EqualTo(met));
        Assert.That(error.ReplaceLineEndings(" ").Contains("cannot be met"), Is.EqualTo(!met), error);
    }

    [Test]
    public void A_latency_that_int8_cannot_keep_writes_the_fastest_file_with_a_warning()
    {
        using var file = new TemporaryFile("model.onnx");
        Classifier().Save(file.Path);
        var output = Path.Combine(file.Folder, "out.onnx");

        var (code, _, error) = Run("quantize", file.Path, "-o", output, "--budget", "0.001 us", "--calibrate", "garments", "--samples", "16");

        Assert.That(code, Is.Zero, error);
        Assert.That(error.ReplaceLineEndings(" "), Does.Contain("3 of 3 layers in int8").And.Contain("cannot be met by int8 alone"));
        Assert.That(OnnxModel.Load(output).Metadata.Format, Is.EqualTo("int8"));
    }

    [TestCase("--equalize")]
    [TestCase("--correct-bias")]
    [TestCase("--weights", "four", "--rounding", "adaround")]
    public void Normalisations_that_an_earlier_step_folded_are_counted(params string[] arguments)
    {
        using var file = new TemporaryFile("model.onnx");
        var model = TestModels.Build([3, 16, 16], (g, x) => g.Convolution(g.Relu(g.Node("BatchNormalization",
            [g.Convolution(x, 3, 8, 1), g.Random("scale", 3, 1, 8), g.Random("shift", 4, 1, 8), g.Random("mean", 5, 1, 8), g.Constant("variance", [1, 2, 3, 4, 5, 6, 7, 8], 8)])), 8, 8, 2));
        model.Metadata = new ModelMetadata { Name = "tiny", Dataset = "garments" }.With(new Frugal.Imaging.Preprocessing { Size = 16 });
        model.Save(file.Path);

        var (code, text, error) = Run(["quantize", file.Path, "-o", Path.Combine(file.Folder, "out.onnx"), "--calibrate", "garments", "--samples", "8", "--json", .. arguments]);

        Assert.That(code, Is.Zero, error);
        Assert.That(System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("folded_norms").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public void A_model_of_any_inputs_is_calibrated_with_arrays()
    {
        using var file = new TemporaryFile("model.onnx");
        TestModels.Build([40], (g, x) => g.Node("Gemm", [g.Relu(g.Node("Gemm", [x, g.Random("w", 1, 0.3f, 64, 40)], ("transB", 1L))), g.Random("v", 2, 0.3f, 8, 64)], ("transB", 1L))).Save(file.Path);
        var data = Directory.CreateDirectory(Path.Combine(file.Folder, "data")).FullName;
        WriteNpy(Path.Combine(data, "x.npy"), TestModels.Numbers(50 * 40, seed: 3), "(50, 40)");

        var (code, text, error) = Run("quantize", file.Path, "--calibrate", data, "-o", Path.Combine(file.Folder, "int8.onnx"), "--json");

        Assert.That(code, Is.Zero, error);
        Assert.That(System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("batches").GetInt32(), Is.EqualTo(4));   // 50 in sixteens
    }

    [TestCase("wants another number", "(50, 41)")]
    [TestCase("known are little-endian", "broken")]
    public void A_broken_array_is_refused_in_one_line(string message, string shape)
    {
        using var file = new TemporaryFile("model.onnx");
        TestModels.Build([40], (g, x) => g.Node("Gemm", [x, g.Random("w", 1, 0.3f, 64, 40)], ("transB", 1L))).Save(file.Path);
        WriteNpy(Path.Combine(file.Folder, "x.npy"), new float[50 * 40], shape);

        var (code, _, error) = Run("quantize", file.Path, "--calibrate", file.Folder, "-o", Path.Combine(file.Folder, "int8.onnx"));

        Assert.That(code, Is.EqualTo(1));
        Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(2).And.Some.StartsWith("frugal: ").And.Some.Contains(message));   // what was begun, and what was wrong
    }

    [Test]
    public void A_layer_that_is_dead_gives_a_warning_on_the_screen()
    {
        using var file = new TemporaryFile("model.onnx");
        var model = TestModels.Build([3, 32, 32], (g, x) => g.Convolution(g.Relu(g.Node("Conv", [x, g.Random("w", 1, 0.01f, 8, 3, 1, 1), g.Constant("b", [.. Enumerable.Repeat(-9f, 8)], 8)])), 8, 8, 2));
        model.Metadata = new ModelMetadata { Name = "dead", Dataset = "garments" }.With(new Frugal.Imaging.Preprocessing { Size = 32 });
        model.Save(file.Path);

        var (code, _, error) = Run("quantize", file.Path, "--calibrate", "garments", "--samples", "4", "-o", Path.Combine(file.Folder, "int8.onnx"));

        Assert.That(code, Is.Zero, error);
        Assert.That(error.ReplaceLineEndings(" "), Does.Contain("relu").And.Contain("dead layer"));
    }

    [TestCase("the Static scheme supports Nearest, AdaRound", "--rounding", "gptq", "--calibrate", "garments")]
    [TestCase("only --scheme static", "--tune", "1", "--scheme", "dynamic")]
    [TestCase("one limit, a size or a latency", "--budget", "10 KB, 1 ms", "--calibrate", "garments")]
    [TestCase("cannot be combined with --tune or", "--budget", "1 ms", "--tune", "1", "--calibrate", "garments")]
    [TestCase("blocks of 48", "--scheme", "weightonly", "--block", "48")]
    [TestCase("--calibrate is missing")]
    [TestCase("no photo in it", "--calibrate", "FOLDER/empty")]
    [TestCase("Unknown data set", "--calibrate", "no-such-set")]
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

    [Test]
    public void A_damaged_picture_is_named_with_the_remedy_in_one_line()
    {
        using var file = new TemporaryFile("model.onnx");
        Classifier().Save(file.Path);
        var photos = TinyPhotos.WriteFolder(Path.Combine(file.Folder, "photos"), ["a"], perClass: 8);
        var damaged = Path.Combine(photos, "a", "3.png");
        File.WriteAllBytes(damaged, File.ReadAllBytes(damaged)[..^40]);

        var (code, _, error) = Run("quantize", file.Path, "--calibrate", photos, "-o", Path.Combine(file.Folder, "int8.onnx"));

        Assert.That(code, Is.EqualTo(1));
        Assert.That(error.Trim().Split('\n')[^1], Does.StartWith("frugal: ").And.Contain($"{damaged}: the photo is").And.EndWith("Copy or download it again."));
    }

    /// <summary>As numpy.save writes it.</summary>
    private static void WriteNpy(string path, float[] numbers, string shape)
    {
        var header = System.Text.Encoding.ASCII.GetBytes($"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n");
        File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header, .. System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(numbers)]);
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
