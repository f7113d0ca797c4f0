using System.Text.RegularExpressions;

namespace Frugal.Setup;

/// <summary>Finds the remedy for a failure in the output of the failed program.</summary>
public static partial class Remedies
{
    private const int ErrorLines = 8, TailLines = 15;
    private const string Feeds = "'dotnet nuget list source' shows this machine's package sources: add one that has it, then run ./frugal setup again.";
    private const string Network = "The package source cannot be reached: check the network and the proxy settings, then run ./frugal setup again.";
    private const string Disk = "The disk is full: free at least 2.5 GB, or point NUGET_PACKAGES at a folder on a larger disk, then run ./frugal setup again.";
    private const string Rights = "This account may not write there: point NUGET_PACKAGES at a folder of yours, then run ./frugal setup again.";

    /// <summary>Patterns of output lines, each with a remedy. The first pattern that matches any line applies: an unreachable source makes packages
    /// look absent.</summary>
    private static readonly (Regex Sign, string Remedy)[] Signs =
    [
        (DiskFull(), Disk),
        (Refused(), Rights),
        (Unreachable(), Network),
        (NoPackage(), "No package source of this machine has the package ${package}. " + Feeds),
        (NoVersion(), "No package source of this machine has this version of ${package}. " + Feeds),
        (NotForUs(), "The package ${package} does not fit this system: run ./frugal doctor."),
        (Damaged(), "A package in the cache is damaged: run 'dotnet nuget locals http-cache --clear', delete the folder that is named, then run ./frugal setup again."),
        (Vanished(), "The package ${package} was deleted from the cache: delete artifacts/obj, then run ./frugal setup again."),
        (AptLocked(), "Another program is installing packages: wait for it to end, then run the command again."),
        (TooLong(), "It took too long. What is downloaded is kept: run the command again to go on."),
    ];

    /// <summary>The message for a failed step: the relevant output, then the remedy, then the path of the full log.</summary>
    /// <param name="what">What failed.</param>
    /// <param name="output">The complete output of its programs.</param>
    /// <param name="logPath">The file that contains the output.</param>
    public static string Explain(string what, string output, string logPath)
    {
        var lines = output.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Distinct().ToList();
        foreach (var (sign, remedy) in Signs)
        {
            if (lines.Select(line => (line, match: sign.Match(line))).FirstOrDefault(found => found.match.Success) is ({ } line, { } match))
            {
                return $"{what}: {line}\n{remedy.Replace("${package}", match.Groups["package"].Value, StringComparison.Ordinal)} Log: {logPath}";
            }
        }

        var errors = lines.Where(line => line.Contains(": error ", StringComparison.Ordinal)).Take(ErrorLines).ToList();
        var shown = errors.Count > 0 ? errors : lines.TakeLast(TailLines);
        return $"{what}:\n{string.Join('\n', shown.Select(line => $"    {line}"))}\nThe whole output is in {logPath}: correct what it names, then run ./frugal setup again.";
    }

    public static string Explain(string what, LogFile log) => Explain(what, log.Text(), log.Path);

    [GeneratedRegex("No space left on device|not enough (?:free )?space|ENOSPC|Disk quota exceeded")]
    private static partial Regex DiskFull();

    [GeneratedRegex("Read-only file system|Access to the path .* is denied|Permission denied")]
    private static partial Regex Refused();

    [GeneratedRegex("NU1301|Temporary failure resolving|Could not resolve|Failed to fetch|Name or service not known")]
    private static partial Regex Unreachable();

    [GeneratedRegex(@"NU1101\b.*?package '?(?<package>[\w.-]+\w)")]
    private static partial Regex NoPackage();

    [GeneratedRegex(@"NU110[23]\b.*?package '?(?<package>[\w.-]+\w)")]
    private static partial Regex NoVersion();

    [GeneratedRegex(@"NU1(?:202|203|213)\b.*?[Pp]ackage '?(?<package>[\w.-]+\w)")]
    private static partial Regex NotForUs();

    [GeneratedRegex("NU1403|NU3008|Central Directory corrupt|End of Central Directory record could not be found|package is (?:corrupt|invalid)")]
    private static partial Regex Damaged();

    [GeneratedRegex(@"NETSDK1064\b.*?Package (?<package>[\w.-]+\w)")]
    private static partial Regex Vanished();

    [GeneratedRegex("Could not get lock")]
    private static partial Regex AptLocked();

    [GeneratedRegex("^ended after")]
    private static partial Regex TooLong();
}
