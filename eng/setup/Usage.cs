namespace Frugal.Setup;

/// <summary>The help texts.</summary>
public static class Usage
{
    public const string All = """
        Frugal: make deep-learning models small and fast, and measure what you did.

        Usage: ./frugal COMMAND [options]        (Windows: frugal COMMAND [options])

          start     Set up if needed, then make the clothing model small and measure it.
          test      Build the solution if needed, then run the tests.
          setup     Restore the packages and build the command line.
          doctor    Check this machine: report what is there, what is missing and how to fix it.

        './frugal COMMAND --help' explains a command. Once set up, './frugal --help' lists all the commands.
        """;

    public const string Setup = """
        Usage: ./frugal setup

        Restores the packages (0.5 GB the first time, into NuGet's cache) and builds the command line.
        Run again with nothing to do, it ends in a moment. Every command but doctor does the same first.
        """;

    public const string Doctor = """
        Usage: ./frugal doctor [--json]

        Shows what is there and what is missing, one line each, with the remedy. Changes nothing.
        Exit code: 0 when all is there, 1 otherwise.
        """;

    public const string Test = """
        Usage: ./frugal test [--fast | --all] [options of dotnet test]

        Builds the solution if needed, runs the tests, and ends with a line 'N passed, N failed'.

          --fast    Only tests that take milliseconds, and the grading of each worked lab: about a minute.
                    Without it: everything but whole notebooks and hostile submissions.
          --all     Everything, as continuous integration runs it.
          --filter  Only tests that match, for example --filter FullyQualifiedName~Quantization

        On Debian and Ubuntu it installs what tests use (Chromium, bubblewrap, Python's nbclient, MkDocs,
        hunspell, libgomp1), as root or with a sudo that asks for no password. Without them, tests are
        skipped and listed.
        The web pages' screenshots are in artifacts/screenshots.
        Exit code: 0 when no test failed, 1 otherwise or when none ran.
        """;

    public static int Print(string text)
    {
        Console.WriteLine(text);
        return 0;
    }

    /// <summary>Prints the fault in a command line and the help text; returns exit code 2.</summary>
    public static int Refuse(string fault, string text)
    {
        Console.Error.WriteLine($"frugal: {fault}");
        Console.Error.WriteLine();
        Console.Error.WriteLine(text);
        return 2;
    }
}
