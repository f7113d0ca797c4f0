using Spectre.Console;
using Spectre.Console.Rendering;

namespace Frugal.Cli.Tests;

/// <summary>Printed reports at a width of 100, compared with those committed in <c>golden/</c>.</summary>
internal static class GoldenConsole
{
    public static void Check(string golden, IRenderable content)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 100;
        using var recorder = new Recorder(console);
        recorder.Write(content);
        var printed = string.Join('\n', recorder.ExportText().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).TrimEnd() + "\n";
        var path = Tree.At($"tests/Frugal.Cli.Tests/golden/{golden}");
        if (Environment.GetEnvironmentVariable("FRUGAL_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, printed);
        }

        Assert.That(printed, Is.EqualTo(File.ReadAllText(path)), "run with FRUGAL_UPDATE_GOLDEN=1 to accept");
    }
}
