using System.CommandLine;
using Frugal.Notebooks.Kernel;

namespace Frugal.Cli.Commands.Notebooks;

/// <summary><c>frugal kernel</c>: the C# kernel for JupyterLab and VS Code.</summary>
internal static class KernelCommand
{
    public static Command Create()
    {
        var install = new Command("install", "Register the C# kernel with Jupyter, for this user.");
        install.SetAction(_ => Console.WriteLine($"The kernel '.NET (C#)' is registered in {KernelSpec.Install(SelfCommand.Words("kernel", "run"))}. Choose it in JupyterLab, or in VS Code under 'Jupyter Kernel'."));
        var uninstall = new Command("uninstall", "Take the registration away.");
        uninstall.SetAction(_ => Console.WriteLine(KernelSpec.Uninstall() ? "The kernel is no longer registered." : $"No kernel is registered in {KernelSpec.Folder()}."));
        var command = new Command("kernel", "The C# kernel for Jupyter notebooks.");
        command.Subcommands.Add(install);
        command.Subcommands.Add(uninstall);
        command.Subcommands.Add(Run());
        return command;
    }

    private static SignalHandlingCommand Run()
    {
        var file = new Argument<string>("connection") { Description = "The connection file that the front end wrote." };
        var run = new SignalHandlingCommand("run", "Serve one front end; Jupyter starts this.") { file };
        run.SetAction(async (parsed, _) =>
        {
            var code = await KernelProcess.RunAsync(ConnectionFile.Load(parsed.GetRequiredValue(file)));
            Environment.Exit(code);   // a cell that still runs does not keep the process
        });
        return run;
    }
}
