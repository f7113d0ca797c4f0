namespace Frugal.Setup;

/// <summary>What to do about a failure, read from the words of the program that failed.</summary>
public static class Remedies
{
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

    /// <summary>The remedy for the first known sign in a program's output; else where to read on.</summary>
    public static string For(string output, string logPath) =>
        Signs.FirstOrDefault(entry => output.Contains(entry.Sign, StringComparison.Ordinal)).Remedy is { } remedy
            ? $"{remedy} Log: {logPath}"
            : $"The whole output is in {logPath}: mend what it names, then run ./frugal setup again.";

    public static string For(LogFile log) => For(log.Text(), log.Path);

    /// <summary>How to come by a program that is not on the path.</summary>
    public static string ForProgram(string program) => program switch
    {
        "npm" or "node" => "Install Node.js 20 or newer (Debian: apt-get install nodejs npm), then run ./frugal setup again.",
        "git" => "Install git (Debian: apt-get install git), then run ./frugal setup again.",
        "dotnet" => "Install the .NET 10 SDK, then run ./frugal setup again.",
        _ => "Run ./frugal doctor to see what is missing.",
    };
}
