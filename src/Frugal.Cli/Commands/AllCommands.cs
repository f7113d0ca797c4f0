using System.CommandLine;
using Frugal.Cli.Commands.Gguf;
using Frugal.Cli.Commands.Grading;
using Frugal.Cli.Commands.Labs;
using Frugal.Cli.Commands.Models;
using Frugal.Cli.Commands.Notebooks;
using Frugal.Cli.Commands.Search;
using Frugal.Cli.Commands.Site;

namespace Frugal.Cli.Commands;

/// <summary>The commands of <c>frugal</c>.</summary>
internal static class AllCommands
{
    public static Command[] Create() =>
    [
        LauncherCommands.Setup(),
        LauncherCommands.Doctor(),
        LauncherCommands.Test(),
        StartCommand.Create(),
        DataCommand.Create(),
        VersionCommand.Create(),
        ModelsCommand.Create(),
        ExportCommand.Create(),
        QuantizeCommand.Create(),
        CompressCommand.Create(),
        SearchCommand.Create(),
        NotebookCommand.Create(),
        KernelCommand.Create(),
        MeasureCommand.Create(),
        WatchMemoryCommand.Create(),
        CheckCommand.Create(),
        GgufCommand.Create(),
        BenchCommand.Create(),
        GradeCommand.Create(),
        ProgressCommand.Create(),
        LabsCommand.Create(),
        SiteCommand.Create(),
        MeasureMemoryChildCommand.Create(),
    ];
}
