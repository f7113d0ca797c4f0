using System.Text.Json;
using Frugal.Cli.Commands;
using Frugal.Data;
using Frugal.Onnx;

namespace Frugal.Cli.Tests.Compression;

[Parallelizable, TakesTurns(TakesTurnsAttribute.Torch)]
[Category("Slow")]
public class CompressCommandTests
{
    private static readonly string[] Quick = ["--format", "int8", "--samples", "8", "--rounds", "1", "--drop", "100"];

    [Test]
    public void A_budget_that_cannot_be_met_keeps_the_nearest_and_ends_with_one_line_and_exit_code_1()
    {
        using var folder = new TemporaryFolder();

        var (code, text, error) = Run(["compress", Model(folder), "--images", "20", "--budget", "3 KB", "--json", .. Quick, "-o", folder["out"]]);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(error.Trim().Split('\n')[^1], Does.StartWith("frugal: tiny: no model within 100.0 points meets 3 KB: the smallest within 100.0 points takes ").And.Contain("no candidate reaches 3 KB"));
        Assert.That(JsonDocument.Parse(text).RootElement.GetProperty("best").GetString(), Is.EqualTo("int8"));
        Assert.That(OnnxModel.Load(folder["out/best.onnx"]).Metadata.Format, Is.EqualTo("int8"));
    }

    [Test]
    public void An_ONNX_file_from_elsewhere_is_quantised_and_the_table_says_why_nothing_is_trained()
    {
        using var folder = new TemporaryFolder();

        var (code, text, error) = Run(["compress", Model(folder), "--images", "20", "--ratio", "0.5", .. Quick, "-o", folder["out"]]);

        Assert.That(code, Is.Zero, error);
        Assert.That(text.ReplaceLineEndings(" "), Does.Contain("has no network that can be trained").And.Contain("best, front").And.Contain("best.onnx"));
        Assert.That(File.Exists(folder["out/report.html"]) && File.Exists(folder["out/report.json"]), Is.True);
    }

    [TestCase("neither a model of the catalogue (garments-resnet,", "no-such-model")]
    [TestCase("'soon' is not a limit", "garments-mobilenet", "--budget", "soon")]
    [TestCase("Drop is -1", "garments-mobilenet", "--drop", "-1", "--images", "8")]
    [TestCase("Ratios is 1;", "garments-mobilenet", "--ratio", "1", "--images", "8")]
    [TestCase("--images 2: it must be at least 4", "garments-mobilenet", "--images", "2")]
    [TestCase("--epochs -1", "garments-mobilenet", "--epochs", "-1")]
    [TestCase("--dataset garments: garments-mobilenet is compressed with", "garments-mobilenet", "--dataset", "garments")]
    [TestCase("Unknown data set", "MODEL", "--dataset", "no-such-set")]
    public void A_failure_is_one_line_and_leaves_nothing(string message, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var model = Model(folder);

        var (code, _, error) = Run(["compress", .. arguments.Select(argument => argument.Replace("MODEL", model)), "-o", folder["out"]]);

        Assert.That(code, Is.EqualTo(1), error);
        Assert.That(error.Trim().Split('\n')[^1], Does.StartWith("frugal: ").And.Contain(message).IgnoreCase);
        Assert.That(Directory.Exists(folder["out"]), Is.False);
    }

    private static string Model(TemporaryFolder folder)
    {
        var model = TestModels.Build([3, 32, 32], (g, x) =>
            g.Node("Gemm", [g.Flatten(g.GlobalAveragePool(g.Relu(g.Convolution(g.Relu(g.Convolution(x, 3, 32, 1)), 32, 64, 3)))), g.Random("fc", 5, 0.3f, 10, 64)], ("transB", 1L)));
        model.Metadata = new ModelMetadata { Name = "tiny", Dataset = "garments", Classes = Catalog.Datasets["garments"].Classes }.With(new Frugal.Imaging.Preprocessing { Size = 32 });
        model.Save(folder["tiny.onnx"]);
        return folder["tiny.onnx"];
    }

    private static (int Code, string Output, string Error) Run(string[] arguments) => CommandRun.Of(CompressCommand.Create(), arguments);
}
