using System.CommandLine;
using Frugal.Cli.Rendering;
using Frugal.Data;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal data get NAME</c>: makes a data set available, downloading it if necessary.</summary>
internal static class DataGetCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Name of a data set (see 'frugal data list')." };
        var command = new Command("get", "Download a data set to the cache, unless it is already there or in the mirror.") { name };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                var terminal = Terminal.Of(parsed);
                var entry = Catalog.Datasets[parsed.GetRequiredValue(name)];
                if (entry.Generated)
                {
                    terminal.Output.WriteLine($"{entry.Name} is generated on demand; there is nothing to download.");
                    return;
                }

                var source = TransferBar.Run(terminal, progress => new Resolver(progress: progress).Resolve(entry, cancellation: cancellation));
                terminal.Output.WriteLine($"{entry.Name}: {source}");
            },
            cancellation));
        return command;
    }
}
