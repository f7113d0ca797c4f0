namespace Frugal.Setup;

/// <summary>The help texts.</summary>
public static class Usage
{
    public const string All = """
        Frugal: make deep-learning models small and fast, and measure what you did.

        Usage: ./frugal COMMAND [options]        (Windows: frugal COMMAND [options])

          start     Set up if needed, then make the clothing model small and measure it.
          test      Set up if needed, then run all the tests.
          setup     Install what is missing, build, and choose the engines.
          doctor    Show what is there, what is missing, and the remedy.

        './frugal COMMAND --help' tells more. Once set up, './frugal --help' lists all the commands.
        """;

    public const string Setup = """
        Usage: ./frugal setup [--backend packages|system]

        Installs what is missing and nothing else, builds the native shim and the solution, and writes the
        choice of engines to .frugal/backend.props. Run again with nothing to do, it ends in a moment.

          --backend packages   the engines come from NuGet: any system whose feed has them
          --backend system     the engines come from Debian's and npm's packages: Debian and Ubuntu, x64
                               (left out: the variable FRUGAL_BACKEND, the former choice, or what this machine's feed allows)
        """;

    public const string Doctor = """
        Usage: ./frugal doctor [--json]

        Shows what is there and what is missing, with the remedy, a line each. Changes nothing.
        Exit code: 0 when all is there, 1 otherwise.
        """;

    public const string Test = """
        Usage: ./frugal test [options of dotnet test]

        Sets up if needed, installs the browser for the tests of web pages (Debian's chromium), runs all the
        tests, and ends with a line 'N passed, N failed'. The pages' screenshots stay in artifacts/screenshots.
        Example: ./frugal test --filter FullyQualifiedName~Quantization
        Exit code: 0 when every test passed, 1 otherwise or when none ran.
        """;

    public static int Print(string text)
    {
        Console.WriteLine(text);
        return 0;
    }

    /// <summary>Tells a command line's fault; returns the exit code for it.</summary>
    public static int Refuse(string fault, string text)
    {
        Console.Error.WriteLine($"frugal: {fault}");
        Console.Error.WriteLine();
        Console.Error.WriteLine(text);
        return 2;
    }
}
