using System.Diagnostics;

namespace Course.Notebooks.Tests;

/// <summary>The command line of this build, as users start it.</summary>
internal static class FrugalProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    /// <summary>Lies beside the tests' own output, under the same configuration.</summary>
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "..", "..", "Frugal.Cli", Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)), "Frugal.Cli.dll");

    public static IReadOnlyList<string> Words(params string[] arguments) => ["dotnet", Path.GetFullPath(Assembly), .. arguments];

    public static (int Code, string Output, string Error) Run(string folder, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> words) =>
        Run(folder, environment, Limit, words);

    public static (int Code, string Output, string Error) Run(string folder, IReadOnlyDictionary<string, string> environment, TimeSpan limit, params IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1)) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        Patience.For(limit).WaitForExitAsync(process, $"'{string.Join(' ', words)}', or a process that it left behind with its pipes", output, error).GetAwaiter().GetResult();
        return (process.ExitCode, output.Result, error.Result);
    }
}
