namespace Frugal.Setup;

/// <summary>What to do about a failure, read from the words of the program that failed.</summary>
public static class Remedies
{
    private const int ErrorLines = 8, TailLines = 15;
    private const string Network = "The package server cannot be reached: check the network and the proxy settings, then run ./frugal setup again.";
    private const string Disk = "The disk is full: free at least 4 GB, then run ./frugal setup again.";

    private static readonly (string Sign, string Remedy)[] Signs =
    [
        ("No space left on device", Disk),
        ("ENOSPC", Disk),
        ("not enough free space", Disk),
        ("Could not get lock", "Another program is installing packages: wait for it to end, then run ./frugal setup again."),
        ("Unable to locate package", "Debian's package lists lack this package: the 'system' engines need Debian 12 or a system with the same packages."),
        ("NU1301", Network),
        ("Temporary failure resolving", Network),
        ("Could not resolve", Network),
        ("Failed to fetch", Network),
        ("ENOTFOUND", Network),
        ("EAI_AGAIN", Network),
        ("ECONNREFUSED", Network),
        ("ETIMEDOUT", Network),
        ("E404", "The npm registry of this machine lacks a package: point npm at a complete registry (npm config get registry)."),
        ("NU1101", "The NuGet feed of this machine lacks a package: add a complete feed (dotnet nuget list source)."),
        ("NU1102", "The NuGet feed of this machine lacks a version: add a complete feed (dotnet nuget list source)."),
        ("Killed signal", "The compiler ran out of memory: close other programs (4 GB are enough), then run ./frugal setup again."),
        ("ended after", "It took too long. What is downloaded is kept: run ./frugal setup again to go on."),
    ];

    /// <summary>The message for a step that failed: its own words that matter, then the remedy, then where the rest can be read.</summary>
    /// <param name="what">What failed.</param>
    /// <param name="output">All that its programs printed.</param>
    /// <param name="logPath">The file that holds it.</param>
    public static string Explain(string what, string output, string logPath)
    {
        var lines = output.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Distinct().ToList();
        foreach (var (sign, remedy) in Signs)
        {
            if (lines.Find(line => line.Contains(sign, StringComparison.Ordinal)) is { } line)
            {
                return $"{what}: {line}\n{remedy} Log: {logPath}";
            }
        }

        var errors = lines.Where(line => line.Contains(": error ", StringComparison.Ordinal)).Take(ErrorLines).ToList();
        var shown = errors.Count > 0 ? errors : lines.TakeLast(TailLines);
        return $"{what}:\n{string.Join('\n', shown.Select(line => $"    {line}"))}\nThe whole output is in {logPath}: mend what it names, then run ./frugal setup again.";
    }

    public static string Explain(string what, LogFile log) => Explain(what, log.Text(), log.Path);

    /// <summary>How to come by a program that is not on the path.</summary>
    public static string ForProgram(string program) => program switch
    {
        "npm" or "node" => "Install Node.js 20 or newer (Debian: apt-get install nodejs npm), then run ./frugal setup again.",
        "git" => "Install git (Debian: apt-get install git), then run ./frugal setup again.",
        "dotnet" => "Install the .NET 10 SDK, then run ./frugal setup again.",
        _ => "Run ./frugal doctor to see what is missing.",
    };
}
