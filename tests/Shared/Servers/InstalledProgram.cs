using System.Diagnostics;

namespace Frugal.Tests.Shared;

/// <summary>A program that the machine may have.</summary>
internal static class InstalledProgram
{
    /// <summary>Runs a program to its end; without it the test is skipped outside CI.</summary>
    /// <param name="variables">Environment variables besides this process's own.</param>
    /// <param name="words">The program and its arguments.</param>
    public static (int Code, string Output) Run(IReadOnlyDictionary<string, string>? variables, params string[] words)
    {
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            MissingTool.Report($"{words[0]} is not installed.");
            throw;
        }
    }
}
