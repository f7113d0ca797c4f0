using Frugal.Architectures;
using Frugal.Cli.Start;
using Frugal.Data;
using Frugal.Measuring;
using Frugal.Models;
using TorchSharp;

namespace Frugal.Cli.Tests.Start;

/// <summary>The main job with untrained weights and drawn pictures: no photos, no network, few rounds.</summary>
[Parallelizable, TakesTurns(TakesTurnsAttribute.Torch)]
[Category("Slow")]
public class StartJobTests
{
    [Test]
    public async Task Three_models_are_made_measured_and_reported_and_the_second_time_kept()
    {
        using var folder = new TemporaryFolder();
        var lines = new List<string>();
        var options = Options(folder) with { Progress = lines.Add };

        var first = await StartJob.RunAsync(options);
        var written = first.Files.Select(File.GetLastWriteTimeUtc).ToArray();
        var second = await StartJob.RunAsync(options);

        var models = first.Report.Models;
        Assert.Multiple(() =>
        {
            Assert.That(models.Select(model => model.Format), Is.EqualTo(new[] { "fp32", "fp16", "int8" }));
            Assert.That(models[1].Versus!.Bytes, Is.GreaterThan(1.9));
            Assert.That(models[2].Versus!.Bytes, Is.GreaterThan(3.4));
            Assert.That(models[1].Versus!.Agreement, Is.GreaterThan(0.9));
            Assert.That(models, Has.All.Property("Accuracy").InRange(0, 1));
            Assert.That(first.Report.Dataset, Is.EqualTo(new DatasetFigures("garments", "validation", first.Report.Dataset!.Count, "generated", true)));
            Assert.That(first.Images.Select(image => image.TrueClass).Distinct().Count(), Is.GreaterThan(1));
            Assert.That(File.ReadAllText(first.Page), Does.StartWith("<!doctype html>").And.Contain("The photos are not available"));
            Assert.That(second.Files.Select(File.GetLastWriteTimeUtc), Is.EqualTo(written));
            Assert.That(lines, Has.One.Contains("Reusing the fp16 and int8 files"));
            Assert.That(lines, Has.Exactly(2).StartsWith("No photos:"));
            Assert.That(Directory.GetFiles(folder.Path, "*.part", SearchOption.AllDirectories), Is.Empty);
        });
    }

    [Test]
    public void Files_of_an_interrupted_run_are_made_again()
    {
        using var folder = new TemporaryFolder();
        var options = Options(folder);
        var subject = StartSubject.Choose(options, CancellationToken.None);
        var files = new ModelVariants(subject, options).Make(CancellationToken.None);
        File.WriteAllText(files[2], "not whole");
        File.Delete(Directory.GetFiles(folder["start"], "*.stamp").Single());

        new ModelVariants(subject, options).Make(CancellationToken.None);

        using var int8 = ImageClassifier.Open(files[2]);
        Assert.That(int8.ClassCount, Is.EqualTo(10));
    }

    [Test]
    public void Missing_weights_are_told_with_the_command_that_makes_them()
    {
        using var folder = new TemporaryFolder();
        var options = Options(folder);
        File.Delete(options.Library!.ModelFile("garments-resnet"));

        var failure = Assert.Throws<FrugalException>(() =>
            new ModelVariants(StartSubject.Choose(options, CancellationToken.None), options).Make(CancellationToken.None));

        Assert.That(failure!.Message, Does.Contain("frugal models train garments-resnet").And.Not.Contain("\n"));
    }

    private static StartOptions Options(TemporaryFolder folder)
    {
        File.Copy(Tree.At("models", "catalog.json"), folder["catalog.json"]);
        torch.manual_seed(1);
        using (var network = new ResNet())
        {
            Recipes.Named("garments-resnet").ToOnnx(network).Save(new ModelLibrary(folder.Path).ModelFile("garments-resnet"));
        }

        return new StartOptions
        {
            Folder = folder.Path,
            Library = new ModelLibrary(folder.Path),
            Data = new DatasetOptions
            {
                AllowStandIn = true,
                Resolver = new Resolver(new DataFolders { Cache = folder["cache"], Mirror = null }, client: new HttpClient(new Unreachable())),
            },
            Timing = new TimingOptions { Rounds = 6, RoundTime = TimeSpan.FromMilliseconds(1) },
            Memory = new MemoryProbe { Runs = 1, Timeout = Patience.Longest(TimeSpan.FromMinutes(1)) },
        };
    }

    private sealed class Unreachable : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("no network");

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("no network");
    }
}
