using System.CommandLine;
using Frugal.Measuring;

namespace Frugal.Cli.Commands;

/// <summary>Hidden: the child process in which <c>frugal measure</c> loads and runs one model to measure its memory.</summary>
internal static class MeasureMemoryChildCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("model");
        var run = new ModelRunArguments();
        var command = new Command(MemoryChild.Command, "Load and run one model, and print its memory.") { Hidden = true };
        command.Arguments.Add(path);
        run.AddTo(command);
        command.SetAction(parsed => Terminal.Of(parsed).Output.WriteLine(MemoryChild.Write(MemoryChild.Run(parsed.GetRequiredValue(path), run.Read(parsed)))));
        return command;
    }
}
