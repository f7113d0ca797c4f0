using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Frugal.Cli.Commands.Gguf;
using Frugal.Gguf;
using Frugal.Llama;

namespace Frugal.Cli.Tests.Gguf;

/// <summary>What the pages on language models show: commands, formats, and code, which tests/Course.Notebooks.Tests runs as an example.</summary>
[Parallelizable]
public partial class LanguageModelDocsTests
{
    private static readonly string[] Examples = ["examples/small-language-model.cs", "examples/chat.cs"];

    private static readonly string[] Pages = ["docs/en/language-models.md", "docs/fr/language-models.md"];

    [TestCaseSource(nameof(Pages))]
    public void The_code_of_the_page_stands_in_the_examples(string page)
    {
        var examples = Examples.Select(example => NotIndented(Read(example))).ToList();
        var blocks = Code().Matches(Read(page)).Select(match => NotIndented(match.Groups[1].Value)).ToList();

        Assert.That(blocks, Has.Count.EqualTo(5));
        Assert.That(blocks.Where(block => !examples.Exists(example => example.Contains(block, StringComparison.Ordinal))), Is.Empty);
    }

    [TestCaseSource(nameof(Pages))]
    public void Every_command_of_the_page_is_one_that_the_program_knows(string page)
    {
        var root = new RootCommand { GgufCommand.Create() };
        var commands = Command().Matches(Read(page)).Select(match => match.Groups[1].Value).ToList();

        Assert.That(commands, Has.Count.GreaterThanOrEqualTo(6));
        Assert.That(commands.SelectMany(command => root.Parse(command).Errors).Select(error => error.Message), Is.Empty);
    }

    [TestCaseSource(nameof(Pages))]
    public void The_formats_of_the_page_have_the_librarys_blocks_and_bits(string page)
    {
        var rows = Format().Matches(Read(page)).ToList();

        Assert.That(rows, Has.Count.EqualTo(6));
        foreach (var row in rows)
        {
            var type = GgufType.Named(row.Groups[1].Value);
            var bits = double.Parse(row.Groups[4].Value.Replace(',', '.'), CultureInfo.InvariantCulture);

            Assert.That((int.Parse(row.Groups[2].Value), int.Parse(row.Groups[3].Value), bits), Is.EqualTo((type.BlockSize, type.BytesPerBlock, type.BitsPerWeight)), type.Name);
        }
    }

    [TestCaseSource(nameof(Pages))]
    public void The_page_names_every_type_that_can_be_chosen(string page) =>
        Assert.That(LlamaFileType.All.Select(type => type.Name).Where(name => !Read(page).Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);

    /// <summary>The outputs of the pages were pasted from a run: their lines are still those of the program.</summary>
    [TestCaseSource(nameof(Pages))]
    public void The_outputs_of_the_page_have_the_programs_lines(string page)
    {
        var sources = string.Concat(new[] { "GgufTable", "GgufComparisonTable", "LlamaComparisonTable" }.Select(name => Read($"src/Frugal.Cli/Rendering/{name}.cs")));
        var labels = Label().Matches(string.Concat(Output().Matches(Read(page)).Select(match => match.Groups[1].Value))).Select(match => match.Groups[1].Value).ToList();

        Assert.That(labels, Has.Count.GreaterThan(12));
        Assert.That(labels.Where(label => !sources.Contains($"\"{label}\"", StringComparison.Ordinal)), Is.Empty);
    }

    private static string NotIndented(string code) => string.Join('\n', code.Split('\n').Select(line => line.TrimStart()));

    private static string Read(string path) => File.ReadAllText(Tree.At(path)).ReplaceLineEndings("\n");

    [GeneratedRegex("```csharp\n(.+?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^(?:    |\$ )frugal (gguf .+)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"^\| (F16|Q\d_[0K]) \| (\d+) \| (\d+) \| ([\d.,]+) \|", RegexOptions.Multiline)]
    private static partial Regex Format();

    [GeneratedRegex("```text\n\\$ frugal (.+?)```", RegexOptions.Singleline)]
    private static partial Regex Output();

    /// <summary>A lower-case label at the start of a line, before its value.</summary>
    [GeneratedRegex(@"^ {0,2}([a-zK][A-Za-z/, ]*?\S|RAM[a-z, ]+?\S)(?=  +\S)", RegexOptions.Multiline)]
    private static partial Regex Label();
}
