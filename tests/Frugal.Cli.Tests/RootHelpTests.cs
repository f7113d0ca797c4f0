using Frugal.Cli.Commands;
using Command = System.CommandLine.Command;

namespace Frugal.Cli.Tests;

[Parallelizable]
public class RootHelpTests
{
    [TestCase("--help", 0)]
    [TestCase("-h", 0)]
    public void Commands_are_grouped_with_examples_within_100_columns(string option, int code)
    {
        var (exit, output) = Run(option);

        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.EqualTo(code));
            Assert.That(output, Does.Contain("Make models small:").And.Match("  quantize +Quantise an fp32 ONNX model").And.Contain("Examples:").And.Not.Contain("measure-memory-child"));
            Assert.That(output.Split('\n').Max(line => line.TrimEnd('\r').Length), Is.LessThanOrEqualTo(100));
        });
    }

    [Test]
    public void A_command_keeps_its_own_help() =>
        Assert.That(Run("quantize", "--help").Output, Does.Contain("--calibrate").And.Not.Contain("Make models small:"));

    [TestCaseSource(nameof(Paths))]
    public void The_help_of_every_command_fits_100_columns(string command)
    {
        var (exit, output) = Run([.. command.Split(' '), "--help"]);

        Assert.That(exit, Is.Zero);
        Assert.That(output.Split('\n').Where(line => line.TrimEnd().Length > 100), Is.Empty);
    }

    /// <summary>Every command that a person may call is in a group.</summary>
    [Test]
    public void No_command_is_left_out()
    {
        var listed = Run("--help").Output;
        var unknown = Run("no-such-command").Output;

        foreach (var command in Directory.GetFiles(Tree.At("src/Frugal.Cli/Commands"), "*Command.cs", SearchOption.AllDirectories)
            .SelectMany(file => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), @"///\s*<summary><c>frugal ([a-z-]+)[ <]").Select(match => match.Groups[1].Value)).Distinct())
        {
            Assert.That(listed, Does.Match($@"(?m)^  {command} "), command);
        }

        Assert.That(unknown, Does.Contain("no-such-command"));
    }

    private static IEnumerable<string> Paths() => AllCommands.Create().SelectMany(command => Below("", command));

    private static IEnumerable<string> Below(string path, Command command) =>
        [$"{path}{command.Name}", .. command.Subcommands.SelectMany(sub => Below($"{path}{command.Name} ", sub))];

    private static (int Exit, string Output) Run(params string[] arguments)
    {
        var (exit, output, error) = CommandRun.Of(AllCommands.Create(), arguments);
        return (exit, output + error);
    }
}
