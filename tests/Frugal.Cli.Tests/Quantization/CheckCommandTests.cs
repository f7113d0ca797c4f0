using System.Text.Json;
using Frugal.Cli.Commands;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;

namespace Frugal.Cli.Tests.Quantization;

[Parallelizable]
public class CheckCommandTests
{
    [Test]
    public void A_model_that_can_saturate_exits_with_3_and_names_layer_processors_and_remedy()
    {
        using var file = new TemporaryFile("model.onnx");
        IntegerModels.Product("QLinearMatMul", DataType.Uint8, (byte)0, constant: true).Save(file.Path);

        var (code, text, _) = Run(file.Path, "--saturation");

        Assert.That(code, Is.EqualTo(3));
        Assert.That(text.ReplaceLineEndings(" "), Does.Contain("1 of 1 int8 layers can saturate").And.Contain("57,885").And.Contain("177%").And.Contain("2 (50.0%)").And.Contain("2 of 2").And.Contain("VNNI").And.Contain("safe8"));
    }

    [Test]
    public void Figures_come_as_JSON_on_demand()
    {
        using var file = new TemporaryFile("model.onnx");
        IntegerModels.Product("QLinearMatMul", DataType.Uint8, (byte)0, constant: true).Save(file.Path);

        var (code, text, _) = Run(file.Path, "--saturation", "--json");

        var root = JsonDocument.Parse(text).RootElement;
        Assert.That((code, root.GetProperty("same_on_every_processor").GetBoolean(), root.GetProperty("layers")[0].GetProperty("worst_sum").GetInt32()), Is.EqualTo((3, false, 57885)));
    }

    [Test]
    public void A_weight_that_is_computed_at_run_time_is_told_with_the_remedy()
    {
        using var file = new TemporaryFile("model.onnx");
        IntegerModels.Product("MatMulInteger", DataType.Uint8, (byte)0, constant: false).Save(file.Path);

        var (code, text, _) = Run(file.Path, "--saturation");

        Assert.That(code, Is.EqualTo(3));
        Assert.That(text.ReplaceLineEndings(" "), Does.Contain("computed at run time: make it a constant, or uint8"));
    }

    [Test]
    public void A_float_model_exits_with_0_and_one_line()
    {
        using var file = new TemporaryFile("model.onnx");
        TestModels.Build([8, 8, 8], (g, x) => g.Convolution(x, 8, 16, 1)).Save(file.Path);

        var (code, text, _) = Run(file.Path, "--saturation");

        Assert.That(code, Is.Zero);
        Assert.That(text.ReplaceLineEndings(" "), Does.Contain("nothing to check"));
    }

    [TestCase("not ONNX at all", "not a complete ONNX model")]
    [TestCase(null, "there is no such file")]
    public void A_file_that_is_no_model_is_one_line(string? content, string message)
    {
        using var file = new TemporaryFile("model.onnx");
        if (content is not null)
        {
            File.WriteAllText(file.Path, content);
        }

        var (code, _, error) = Run(file.Path, "--saturation");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(error.Trim(), Does.Contain(message).And.Not.Contains("\n"));
    }

    [Test]
    public void Weights_in_a_file_that_is_gone_are_one_line()
    {
        using var file = new TemporaryFile("model.onnx");
        var model = IntegerModels.Product("QLinearMatMul", DataType.Uint8, (byte)0, constant: true);
        var weight = model.Proto.Graph.Initializer.Single(tensor => tensor.Name == "w");
        weight.RawData = Google.Protobuf.ByteString.Empty;
        weight.DataLocation = Frugal.Onnx.Wire.TensorProto.Types.DataLocation.External;
        weight.ExternalData.Add(new Frugal.Onnx.Wire.StringStringEntryProto { Key = "location", Value = "gone.bin" });
        model.Save(file.Path);

        var (code, _, error) = Run(file.Path, "--saturation");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(error.Trim(), Does.Contain("'w' lies in an external file").And.Not.Contains("\n"));
    }

    [Test]
    public void A_weight_shorter_than_its_shape_is_one_line()
    {
        using var file = new TemporaryFile("model.onnx");
        var model = IntegerModels.Product("QLinearMatMul", DataType.Uint8, (byte)0, constant: true);
        model.Proto.Graph.Initializer.Single(tensor => tensor.Name == "w").RawData = Google.Protobuf.ByteString.CopyFrom(1, 2, 3);
        model.Save(file.Path);

        var (code, _, error) = Run(file.Path, "--saturation");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(error.Trim(), Does.Contain("tensor 'w' holds 3 numbers, its shape [4, 2] wants 8").And.Not.Contains("\n"));
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments) => CommandRun.Of(CheckCommand.Create(), ["check", .. arguments]);
}
