using System.Diagnostics;
using Frugal.Grading.Containment;

namespace Frugal.Grading.Authoring;

/// <summary>Runs the dotnet command.</summary>
internal static class Dotnet
{
    private const int LinesShown = 3;

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

    private static ProcessStartInfo Command(string folder, string[] arguments, IReadOnlyDictionary<string, string?> variables)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // When the grader runs inside a test host, these variables would make the inner build and tests part of the outer ones.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
