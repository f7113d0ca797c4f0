using Frugal.Cli.Commands;
using Spectre.Console;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;

namespace Frugal.Cli.Tests;

[Parallelizable]
public class TerminalTests
{
    private const string Hostile = "a\e[31mb\e]0;title\ac\u202Ed\u0007e\u009Bf\u2066g";

    [Test]
    public void Text_on_every_way_loses_terminal_sequences_control_characters_and_bidi_overrides()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = Terminal.To(output, error);

        terminal.Output.WriteLine(Hostile);
        terminal.Output.WriteLine("\u202E\e7".ToCharArray());
        terminal.Error.WriteLine($"{Hostile}\tend");
        terminal.Write(new Table().AddColumn("name").AddRow(Markup.Escape(Hostile)));
        terminal.Warn($"{Hostile}\nforged");
        terminal.ErrorConsole.WriteLine(Hostile);

        Assert.That(output.ToString(), Does.StartWith("abcdefg\n7\n").And.Match("│ abcdefg +│"));
        Assert.That(error.ToString(), Does.StartWith("abcdefg\tend\nWarning: abcdefg forged\nabcdefg"));
        Assert.That(Harmful(output.ToString() + error), Is.Empty);
    }

    [Test]
    public void A_name_in_a_model_and_the_name_of_its_file_cannot_write_to_the_terminal()
    {
        using var folder = new TemporaryFolder();
        var model = IntegerModels.Product("QLinearMatMul", DataType.Uint8, (byte)0, constant: true);
        model.Proto.Graph.Node.Last().Name = Hostile;
        var path = folder[OperatingSystem.IsWindows() ? "m.onnx" : "m\e[2J\u202E.onnx"];
        model.Save(path);

        var found = CommandRun.Of(CheckCommand.Create(), "check", path);
        var missing = CommandRun.Of(CheckCommand.Create(), "check", $"{path}\n\e[1mforged");

        Assert.That(found.Output, Does.Contain("abcdefg"));
        Assert.That(Harmful(found.Output + missing.Error), Is.Empty);
        Assert.That(missing.Error.Trim(), Does.StartWith("frugal: ").And.Not.Contain("\n"));
    }

    private static IEnumerable<char> Harmful(string text) => text.Where(letter => letter is not ('\n' or '\t') && (char.IsControl(letter) || letter is '\u202E' or '\u2066'));
}
