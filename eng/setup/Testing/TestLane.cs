namespace Frugal.Setup.Testing;

/// <summary>
/// Which tests run, by their NUnit category. "Slow": takes seconds. "Machine": needs this machine's programs, processors or clock.
/// "Long": whole notebooks and hostile submissions, which take minutes together.
/// </summary>
public static class TestLane
{
    private const string Fast = "TestCategory!=Slow&TestCategory!=Machine&TestCategory!=Long";
    private const string Usual = "TestCategory!=Long";

    /// <summary>Replaces <c>--fast</c> and <c>--all</c> by a filter for <c>dotnet test</c>; a filter of the caller's own is narrowed further.</summary>
    /// <exception cref="SetupException">Both lanes were given.</exception>
    public static string[] Arguments(string[] arguments)
    {
        var (fast, all) = (arguments.Contains("--fast"), arguments.Contains("--all"));
        if (fast && all)
        {
            throw new SetupException("--fast and --all cannot be combined. Give one of them, or neither for everything but the long tests.");
        }

        string[] others = [.. arguments.Where(argument => argument is not ("--fast" or "--all")).SelectMany(Words)];
        var lane = all ? null : fast ? Fast : Usual;
        var at = Array.IndexOf(others, "--filter");
        return lane is null ? others
            : at < 0 || at + 1 == others.Length ? [.. others, "--filter", lane]
            : !fast ? others                                  // what the caller asks for by name runs, however long it takes
            : [.. others[..(at + 1)], $"({others[at + 1]})&{lane}", .. others[(at + 2)..]];
    }

    /// <summary>A filter in one word, <c>--filter=EXPRESSION</c>, as two.</summary>
    private static string[] Words(string argument) =>
        argument.StartsWith("--filter=", StringComparison.Ordinal) || argument.StartsWith("--filter:", StringComparison.Ordinal)
            ? ["--filter", argument["--filter=".Length..]]
            : [argument];
}
