using System.CommandLine;

namespace Frugal.Cli.Commands.Gguf;

/// <summary><c>frugal gguf</c>: language models in GGUF, the file format of llama.cpp.</summary>
internal static class GgufCommand
{
    public static Command Create() => new("gguf", "Inspect, quantise and compare language models in GGUF files.")
    {
        GgufInfoCommand.Create(),
        GgufQuantizeCommand.Create(),
        GgufCompareCommand.Create(),
    };
}
