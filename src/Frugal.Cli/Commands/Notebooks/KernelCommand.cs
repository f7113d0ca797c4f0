using System.CommandLine;
using Frugal.Notebooks.Hosting;
using Frugal.Notebooks.Kernel;

namespace Frugal.Cli.Commands.Notebooks;

/// <summary><c>frugal kernel</c>: the C# kernel for JupyterLab and VS Code.</summary>
internal static class KernelCommand
{
    private const string EngineName = "engine";

    public static Command Create()
    {
        var install = new Command("install", "Register the C# kernel with Jupyter for the current user.");
        install.SetAction(parsed => Terminal.Of(parsed).Output.WriteLine($"The kernel '.NET (C#)' is registered in {KernelSpec.Install(SelfCommand.Words("kernel", "run"))}. Choose it in JupyterLab, or in VS Code under 'Jupyter Kernel'."));
        var uninstall = new Command("uninstall", "Remove the C# kernel from Jupyter.");
        uninstall.SetAction(parsed => Terminal.Of(parsed).Output.WriteLine(KernelSpec.Uninstall() ? "The kernel is no longer registered." : $"No kernel is registered in {KernelSpec.Folder()}."));
        var command = new Command("kernel", "Install, remove or run the C# kernel for Jupyter notebooks.");
        command.Subcommands.Add(install);
        command.Subcommands.Add(uninstall);
        command.Subcommands.Add(Run());
        command.Subcommands.Add(Engine());
        return command;
    }

    private static SignalHandlingCommand Run()
    {
        var file = new Argument<string>("connection") { Description = "Connection file written by Jupyter." };
        var run = new SignalHandlingCommand("run", "Serve one notebook (started by Jupyter).") { file };
        run.SetAction(async (parsed, _) =>
        {
            await KernelProcess.RunAsync(ConnectionFile.Load(parsed.GetRequiredValue(file)), SelfCommand.Words("kernel", EngineName));
            Environment.Exit(0);   // do not wait for requests in progress
        });
        return run;
    }

    /// <summary>Hidden: the process in which a kernel executes its cells.</summary>
    private static Command Engine()
    {
        var pipe = new Argument<string>("pipe");
        var engine = new SignalHandlingCommand(EngineName, "Run cells for a kernel.") { pipe };
        engine.Hidden = true;
        engine.SetAction(parsed => EngineHost.Run(parsed.GetRequiredValue(pipe)));
        return engine;
    }
}
