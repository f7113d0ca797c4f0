using System.CommandLine;
using System.Text.RegularExpressions;
using Frugal.Cli.Commands;
using Frugal.Cli.Commands.Search;
using Frugal.Compression;
using Frugal.Data;
using Frugal.Models;
using Frugal.Quantization;
using Frugal.Search;
using Frugal.Training;

namespace Frugal.Cli.Tests.Compression;

/// <summary>What the pages on compression, search and quantisation show is run, or at least read, here.</summary>
[Parallelizable, TakesTurns(TakesTurnsAttribute.Torch)]
[Category("Slow")]
public partial class CompressionDocsTests
{
    private static readonly string[] Pages = ["docs/en/compression.md", "docs/fr/compression.md", "docs/en/search.md", "docs/fr/search.md", "docs/en/quantization.md", "docs/fr/quantization.md"];

    [Test]
    public async Task The_code_of_the_pages_is_this_and_runs()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.Path;

        // page
        using var subject = CompressionSubject.Of(ModelLibrary.Default(), "garments-mobilenet").WithPictures(64);
        var options = new CompressionOptions
        {
            Folder = folder,
            Budget = CompressionBudget.Parse("300 KB, 20 M MACs"),
            Drop = 50,
            Ratios = [0.5],
            Formats = [CompressedFormat.Int8],
            Training = new TrainingOptions { Epochs = 2, WarmUpEpochs = 1, BatchSize = 16 },
        };
        var report = await new Compressor(options).RunAsync(subject);
        foreach (var candidate in report.Candidates.Where(candidate => candidate.OnFront))
        {
            Console.WriteLine($"{candidate.Recipe.Name}: {candidate.Figures.Bytes} bytes, {candidate.DropPoints:0.0} points lost");
        }
        // end

        Assert.That(report.Candidates.Select(candidate => candidate.Recipe.Name), Is.EqualTo(new[] { "fp32", "int8", "-50% fp32", "-50% int8" }));
        Shows(Pages[..2], place: 0);
    }

    [Test]
    public void The_recipe_of_the_pages_is_this_and_runs()
    {
        using var temporary = new TemporaryFolder();
        var file = temporary["small.onnx"];
        using var subject = CompressionSubject.Of(ModelLibrary.Default(), "garments-mobilenet").WithPictures(32);

        // page
        var training = new TrainingOptions { Epochs = 2, WarmUpEpochs = 1, BatchSize = 16 };
        var recipe = new CompressionRecipe(new PruneChannelsStep(0.5), new DistilStep { Training = training }, new QuantizeStep(QuantizationRecipe.Static()));
        recipe.Apply(subject).Model.Save(file);
        // end

        Assert.That(new FileInfo(file).Length, Is.LessThan(subject.Model.ToBytes().Length / 4));
        Shows(Pages[..2], place: 1);
    }

    [Test]
    public void The_code_of_the_pages_on_search_is_this_and_runs()
    {
        // page
        var space = new MobileNetSpace
        {
            Classes = 10,
            Stems = [8, 16],
            Stages = [new([16, 24], [1], [1]), new([24, 48], [2, 4], [1, 2]) { Kernels = [3, 5] }],
            Heads = [64],
        };
        var pictures = new LoaderOptions { BatchSize = 16, Preprocessing = new() { Size = 32 }, Shuffle = true };
        var training = ImageLoader.Create(new GarmentsDataset("train", 64, seed: 1), pictures);
        var judging = ImageLoader.Create(new GarmentsDataset("validation", 32, seed: 1), pictures);

        var options = new TrainingOptions { Epochs = 2, WarmUpEpochs = 1, BatchSize = 16, Mixup = 0 };
        var trainer = new Trainer(() => new SuperNetwork(space), options) { Companion = new SandwichRule() };
        using var trained = trainer.Train(training, judging);

        var problem = new SuperNetworkProblem((SuperNetwork)trained.Network, training, judging);
        var evolution = new EvolutionOptions { Population = 4, Parents = 2, Generations = 1 };
        var found = new EvolutionarySearch(evolution).Run(problem, new SearchBudget { Macs = 500_000 });
        using var best = problem.Build(found.Best.Candidate);
        Console.WriteLine($"{found.Best.Candidate} of {space.Count}: {found.Best.Cost}, {found.Best.Quality:P1}");
        // end

        Assert.That(found.Evaluated, Has.Count.EqualTo(8));
        Shows(Pages[2..4], place: 2);
    }

    [TestCaseSource(nameof(Pages))]
    public void Every_command_of_a_page_is_one_that_the_program_knows(string page)
    {
        var root = new RootCommand { CheckCommand.Create(), CompressCommand.Create(), QuantizeCommand.Create(), SearchCommand.Create() };
        var commands = Command().Matches(File.ReadAllText(Tree.At(page))).Select(match => match.Groups[1].Value).ToList();

        Assert.That(commands, Is.Not.Empty);
        foreach (var command in commands)
        {
            Assert.That(root.Parse(command).Errors, Is.Empty, command);
        }
    }

    /// <summary>The pages hold the code between the marks in this file, the one at <paramref name="place"/>.</summary>
    private static void Shows(string[] pages, int place)
    {
        var source = File.ReadAllText(Tree.At("tests/Frugal.Cli.Tests/Compression/CompressionDocsTests.cs"));
        var shown = Code().Matches(source)[place].Groups[1].Value.Replace("\n        ", "\n", StringComparison.Ordinal).Trim();
        foreach (var page in pages)
        {
            Assert.That(File.ReadAllText(Tree.At(page)), Does.Contain($"```csharp\n{shown}\n```"), page);
        }
    }

    [GeneratedRegex(@"^    frugal (.+)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"// page\n(.+?)\n\s*// end", RegexOptions.Singleline)]
    private static partial Regex Code();
}
