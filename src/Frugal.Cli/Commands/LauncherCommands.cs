using System.CommandLine;

namespace Frugal.Cli.Commands;

/// <summary>The commands that the launcher handles itself because they work before anything is built; listed here for the help.</summary>
internal static class LauncherCommands
{
    public static Command Setup() => Create("setup", "Restore the packages and build the command line.");

    public static Command Doctor() => Create("doctor", "Check this machine: report what is missing and how to fix it.");

    public static Command Test() => Create("test", "Build the solution if needed, then run the tests.");

    private static Command Create(string name, string description)
    {
        var command = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(_ => Refuse(name));
        return command;
    }

    private static int Refuse(string name) =>
        throw new FrugalException($"'{name}' is a command of the launcher. Run './frugal {name}' in the project's folder.");
}
