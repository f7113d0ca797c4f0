using System.CommandLine;
using System.Text.RegularExpressions;
using Frugal.Cli.Commands;
using Frugal.Compression;
using Frugal.Tests.Data;
using Frugal.Tests.House;
using Frugal.Training;

namespace Frugal.Tests.Compression;

/// <summary>What the pages on compression and quantisation show is run, or at least read, here.</summary>
public partial class CompressionDocsTests
{
    private static readonly string[] Pages = ["docs/en/compression.md", "docs/fr/compression.md", "docs/en/quantization.md", "docs/fr/quantization.md"];

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
            Console.WriteLine($"{candidate.Plan.Name}: {candidate.Figures.Bytes} bytes, {candidate.DropPoints:0.0} points lost");
        }
        // end

        Assert.That(report.Candidates.Select(candidate => candidate.Plan.Name), Is.EqualTo(new[] { "fp32", "int8", "-50% fp32", "-50% int8" }));
        var source = File.ReadAllText(Tree.At("tests/Frugal.Tests/Compression/CompressionDocsTests.cs"));
        var shown = Code().Match(source).Groups[1].Value.Replace("\n        ", "\n", StringComparison.Ordinal).Trim();
        foreach (var page in Pages[..2])
        {
            Assert.That(File.ReadAllText(Tree.At(page)), Does.Contain($"```csharp\n{shown}\n```"), page);
        }
    }

    [TestCaseSource(nameof(Pages))]
    public void Every_command_of_a_page_is_one_that_the_program_knows(string page)
    {
        var root = new RootCommand { CompressCommand.Create(), QuantizeCommand.Create() };
        var commands = Command().Matches(File.ReadAllText(Tree.At(page))).Select(match => match.Groups[1].Value).ToList();

        Assert.That(commands, Is.Not.Empty);
        foreach (var command in commands)
        {
            Assert.That(root.Parse(command).Errors, Is.Empty, command);
        }
    }

    [GeneratedRegex(@"^    frugal (.+)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"// page\n(.+?)\n\s*// end", RegexOptions.Singleline)]
    private static partial Regex Code();
}
