using System.Text.Json;
using Frugal.Cli.Commands.Search;
using Frugal.Data;
using Frugal.Measuring;
using Frugal.Onnx;
using Command = System.CommandLine.Command;

namespace Frugal.Cli.Tests.Search;

[Parallelizable, TakesTurns(TakesTurnsAttribute.Torch)]
[Category("Slow")]
public class SearchCommandTests
{
    private static readonly string[] Quick = ["--size", "32", "--epochs", "1", "--images", "32", "--population", "3", "--generations", "1"];

    [Test]
    public void The_command_writes_a_network_within_the_budget_and_keeps_what_the_next_search_can_use()
    {
        using var folder = new TemporaryFolder();

        var (code, output, error) = Run(["garments", "--budget", "200 KB, 2 M MACs", "--tune", "1", "--json", .. Quick, "-o", folder["out"]]);
        var (again, _, told) = Run(["garments", "--budget", "160 KB, 2 M MACs", .. Quick, "-o", folder["out"]]);

        Assert.That((code, again), Is.EqualTo((0, 0)), error + told);
        using var figures = JsonDocument.Parse(output);
        var best = figures.RootElement.GetProperty("best");
        var measured = figures.RootElement.GetProperty("measured").GetProperty("models")[0];
        Assert.Multiple(() =>
        {
            Assert.That(best.GetProperty("bytes").GetInt64(), Is.LessThanOrEqualTo(200_000).And.EqualTo(measured.GetProperty("bytes").GetInt64()));
            Assert.That(best.GetProperty("macs").GetInt64(), Is.LessThanOrEqualTo(2_000_000).And.EqualTo(measured.GetProperty("macs").GetInt64()));
            Assert.That(figures.RootElement.GetProperty("evaluated").GetInt32(), Is.EqualTo(6));
            Assert.That(measured.GetProperty("accuracy").GetDouble(), Is.InRange(0.0, 1.0));
            Assert.That(error, Does.Contain("Supernet: epoch 1 of 1").And.Contain("Best network: epoch 1 of 1"));
            Assert.That(told, Does.Not.Contain("epoch"), "they are trained already");
            Assert.That(new FileInfo(folder["out/best.onnx"]).Length, Is.LessThanOrEqualTo(160_000));
            Assert.That(new AccuracyMeter(new GarmentsDataset("validation", 20)).Compare([folder["out/best.onnx"]]).Accuracy(0), Is.InRange(0.0, 1.0));
            Assert.That(Directory.GetFiles(folder["out"]).Select(Path.GetFileName), Is.EquivalentTo(new[] { "supernet.checkpoint", "best.onnx", "evaluated.json" }));
        });
    }

    [TestCase("1 KB", "smallest candidate takes", "1 KB cannot be met")]
    [TestCase("100 KB, 1 k MACs", "smallest candidate takes", "1 k MACs cannot be met")]
    public void A_budget_out_of_reach_is_told_with_the_nearest_network_before_anything_is_trained(string budget, string nearest, string obstacle)
    {
        using var folder = new TemporaryFolder();

        var (code, _, error) = Run(["garments", "--budget", budget, .. Quick, "-o", folder["out"]]);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(error, Does.Contain(nearest).And.Contain(obstacle).And.Not.Contain("epoch"));
        Assert.That(Directory.Exists(folder["out"]), Is.False);
    }

    [Test]
    public void A_folder_of_photos_is_searched_and_one_with_too_few_refused()
    {
        using var folder = new TemporaryFolder();
        var (enough, few) = (TinyPhotos.WriteFolder(folder["enough"], ["hat", "shoe"], perClass: 10), TinyPhotos.WriteFolder(folder["few"], ["hat", "shoe"], perClass: 1));

        var (code, output, error) = Run([enough, "--budget", "1 ms", .. Quick, "-o", folder["out"]]);
        var (refused, _, reason) = Run([few, "--budget", "200 KB", "-o", folder["out"]]);

        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Contain("of 6 networks within 1 ms").And.Contain("held-out images"));
        Assert.That(OnnxModel.Load(folder["out/best.onnx"]).Metadata.Classes, Is.EqualTo(new[] { "hat", "shoe" }));
        Assert.That(refused, Is.EqualTo(1));
        Assert.That(reason, Does.Contain("2 images are too few"));
    }

    [TestCase("--budget", "200 KB, 40 MB RAM", "RAM")]
    [TestCase("--budget", "200 kilos", "is not a limit")]
    [TestCase("--size", "8", "--size 8")]
    [TestCase("--epochs", "0", "--epochs 0")]
    [TestCase("--tune", "-1", "--tune -1")]
    [TestCase("--images", "3", "--images 3")]
    [TestCase("--population", "1", "Population is 1")]
    public void A_wrong_option_is_named_in_one_line(string option, string value, string message)
    {
        string[] arguments = option == "--budget" ? [option, value] : ["--budget", "200 KB", option, value];

        var (code, _, error) = Run(["garments", "-o", "unwritten", .. arguments]);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(error.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(error, Does.Contain(message));
    }

    private static (int Code, string Output, string Error) Run(string[] arguments)
    {
        Command command = SearchCommand.Create();
        return CommandRun.Of(command, ["search", .. arguments]);
    }
}
