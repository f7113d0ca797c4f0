using System.CommandLine;
using Frugal.Llama;
using Frugal.Measuring;

namespace Frugal.Cli.Commands;

/// <summary>Hidden: the child process in which <c>frugal measure</c> and <c>frugal gguf compare</c> load and run one model to measure its memory.</summary>
internal static class MeasureMemoryChildCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("model");
        var run = new ModelRunArguments();
        var command = new Command(MemoryChild.Command, "Load and run one model, and print its memory.") { Hidden = true };
        command.Arguments.Add(path);
        run.AddTo(command);
        command.SetAction(parsed => Terminal.Of(parsed).Output.WriteLine(MemoryChild.Write(Measure(parsed.GetRequiredValue(path), run.Read(parsed)))));
        return command;
    }

    private static MemoryUse Measure(string path, ModelRunOptions options) =>
        IsGguf(path) ? LlamaMemory.Measure(path, options.Threads) : MemoryChild.Run(path, options);

    private static bool IsGguf(string path)
    {
        Span<byte> start = stackalloc byte[4];
        try
        {
            using var file = File.OpenRead(path);
            return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("GGUF"u8);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;   // the measurement reports it
        }
    }
}
