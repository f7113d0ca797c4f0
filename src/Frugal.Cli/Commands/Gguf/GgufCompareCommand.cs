using System.CommandLine;
using Frugal.Cli.Rendering;
using Frugal.Llama;
using Frugal.Measuring;

namespace Frugal.Cli.Commands.Gguf;

/// <summary><c>frugal gguf compare REFERENCE OTHER</c>: how much a smaller file of a language model predicts like the original, and how fast both are.</summary>
internal static class GgufCompareCommand
{
    public static Command Create()
    {
        var reference = new Argument<string>("reference") { Description = "GGUF file to compare with, such as the model in F16." };
        var other = new Argument<string>("other") { Description = "GGUF file of the same model, such as Q4_K_M." };
        var text = new Option<string?>("--text") { Description = "Text file in UTF-8; default: a built-in text in English and French.", HelpName = "FILE" };
        var window = new Option<int>("--window") { Description = "Tokens that the models see at a time.", HelpName = "N", DefaultValueFactory = _ => 256 };
        var threads = new Option<int>("--threads") { Description = "Threads.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var json = CommandLine.Json();
        var command = new Command("compare", "Compare two files of a language model: predictions, speed, bytes, RAM.") { reference, other, text, window, threads, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = Terminal.Of(parsed);
            var (first, second) = (parsed.GetRequiredValue(reference), parsed.GetRequiredValue(other));
            var options = new LlamaComparisonOptions { Window = parsed.GetValue(window), Threads = parsed.GetValue(threads) }.Validated();
            options = parsed.GetValue(text) is { } file ? options with { Text = Read(file) } : options;
            var table = await ProgressLine.RunAsync(terminal, async progress =>
            {
                var lastTenth = -1;
                var report = LlamaComparison.Run(first, second, options, share => Show(progress, share, ref lastTenth), cancellation);
                progress("Measuring RAM, in processes of their own");
                var probe = new MemoryProbe { Runs = 1 };
                var run = new ModelRunOptions { Threads = options.Threads };
                return new LlamaComparisonTable(report, await probe.MeasureAsync(first, run, cancellation), await probe.MeasureAsync(second, run, cancellation));
            }, cancellation);
            terminal.WriteFigures(parsed.GetValue(json), table.Json, table.Content());
            return 0;
        });
        return command;
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new FrugalException($"{path}: cannot be read ({cause.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Give a text file.", cause);
        }
    }

    private static void Show(Action<string> progress, double share, ref int lastTenth)
    {
        var tenth = (int)(share * 10);
        if (tenth > lastTenth)
        {
            lastTenth = tenth;
            progress(FormattableString.Invariant($"Comparing predictions: {tenth * 10}%"));
        }
    }
}
