using System.Diagnostics;
using Frugal.Grading.Containment;

namespace Frugal.Grading.Authoring;

/// <summary>Runs the dotnet command.</summary>
internal static class Dotnet
{
    private const int LinesShown = 3;

    /// <summary>
    /// The variables that building and testing need. No others are passed on: MSBuild takes each variable for a property, .NET has some that load code or
    /// change how a program runs, and a CI system keeps its tokens in them.
    /// </summary>
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        "PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "TEMP", "TMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "OMP_NUM_THREADS", "NUMBER_OF_PROCESSORS",
        "DOTNET_ROOT", "DOTNET_CLI_HOME", "DOTNET_CLI_TELEMETRY_OPTOUT", "DOTNET_NOLOGO", "DOTNET_CLI_UI_LANGUAGE", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "UseSharedCompilation",
        "NUGET_PACKAGES", "NUGET_HTTP_CACHE_PATH", "XDG_DATA_HOME", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR",
        "SystemRoot", "SystemDrive", "windir", "ComSpec", "PATHEXT", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "ProgramData", "ProgramFiles", "ProgramFiles(x86)", "PROCESSOR_ARCHITECTURE",
    };

    /// <summary>The course's own settings: the mirror, the cache, the seed of a grading.</summary>
    private const string Own = "FRUGAL";

    /// <summary>Runs the command in <paramref name="folder"/> until it ends; returns its standard output and error as one text.</summary>
    /// <exception cref="FrugalException">The command did not end within <paramref name="limit"/>.</exception>
    public static (int Code, string Output) Run(string folder, string[] arguments, IReadOnlyDictionary<string, string?> variables, TimeSpan limit, CancellationToken cancellation = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var process = ProcessStart.Of(Command(folder, arguments, variables));
        using var kill = stop.Token.Register(() => process.Kill(entireProcessTree: true));
        stop.CancelAfter(limit);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return stop.IsCancellationRequested
            ? throw new FrugalException($"{folder}: 'dotnet {arguments[0]}' did not end within {limit.TotalMinutes:0} minutes. Run it by hand to see where it stands.")
            : (process.ExitCode, output);
    }

    /// <summary>The last lines of an output, joined into one line.</summary>
    public static string Tail(string output) =>
        string.Join(" | ", output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(LinesShown));

    /// <summary>The start of the command, with the named variables of this process and <paramref name="variables"/>.</summary>
    internal static ProcessStartInfo Command(string folder, string[] arguments, IReadOnlyDictionary<string, string?> variables)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        Limit(start, variables);
        return start;
    }

    /// <summary>Leaves a program the named variables of this process and <paramref name="variables"/>.</summary>
    internal static void Limit(ProcessStartInfo start, IReadOnlyDictionary<string, string?> variables)
    {
        foreach (var name in start.Environment.Keys.Where(name => !Kept.Contains(name) && !name.StartsWith(Own, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }
    }
}
