using System.Diagnostics;
using System.Globalization;

namespace Frugal.Measuring;

/// <summary>Measures a model's memory and load time in child processes, so that neither the caller's heap nor other models count.</summary>
/// <remarks>The child is a program that calls <see cref="MemoryChild.Run"/> under <see cref="MemoryChild.Command"/>:
/// <c>frugal</c> itself.</remarks>
public sealed record MemoryProbe
{
    /// <summary>The program and its first arguments. Default: <c>frugal</c>, beside this library.</summary>
    public IReadOnlyList<string> Program { get; init; } = [DotnetHost(), Path.Combine(AppContext.BaseDirectory, "Frugal.Cli.dll")];

    /// <summary>Number of child processes; the medians of their figures are reported. 1 to 100; default 3.</summary>
    public int Runs { get; init => field = value is >= 1 and <= 100 ? value : throw new FrugalException($"Runs is {value}. Allowed: 1 to 100."); } = 3;

    /// <summary>A child process that takes longer is killed. Default 2 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Measures a model's memory and load time.</summary>
    /// <param name="path">An ONNX file.</param>
    /// <param name="options">Threads, batch and open dimensions of the run.</param>
    /// <param name="cancellation">Kills the child process.</param>
    /// <returns>The medians of <see cref="Runs"/> processes.</returns>
    /// <exception cref="FrugalException">The child failed, crashed or took too long; the message says which.</exception>
    public async Task<MemoryUse> MeasureAsync(string path, ModelRunOptions options, CancellationToken cancellation = default)
    {
        var runs = new List<MemoryUse>();
        while (runs.Count < Runs)
        {
            runs.Add(await RunChildAsync(path, options, cancellation).ConfigureAwait(false));
        }

        return MemoryUse.Median(runs);
    }

    private async Task<MemoryUse> RunChildAsync(string path, ModelRunOptions options, CancellationToken cancellation)
    {
        using var child = Start(path, options);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Timeout);
        var output = child.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = child.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await Task.WhenAll(output, errors, child.WaitForExitAsync(limit.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            child.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            throw new FrugalException($"{path}: loading and running it in a process of its own took longer than {Timeout.TotalSeconds:0} s and was ended. Measure a smaller model.");
        }

        return child.ExitCode == 0 && MemoryChild.Read(await output.ConfigureAwait(false)) is { } use
            ? use
            : throw Failed(path, child.ExitCode, await errors.ConfigureAwait(false));
    }

    private Process Start(string path, ModelRunOptions options)
    {
        var start = new ProcessStartInfo(Program[0], Program.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        string[] arguments =
        [
            MemoryChild.Command, Path.GetFullPath(path),
            "--threads", options.Threads.ToString(CultureInfo.InvariantCulture),
            "--batch", options.Batch.ToString(CultureInfo.InvariantCulture),
            .. options.Dimensions.SelectMany(dimension => new[] { "--dim", string.Create(CultureInfo.InvariantCulture, $"{dimension.Key}={dimension.Value}") }),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";         // no instrumented code in the heap that is measured
        return Process.Start(start) ?? throw new FrugalException($"{Program[0]}: the process that measures memory could not be started. Check that the file exists and is executable.");
    }

    private static FrugalException Failed(string path, int exitCode, string errors)
    {
        var words = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        return exitCode == 1 && words?.StartsWith("frugal: ", StringComparison.Ordinal) == true
            ? new FrugalException(words["frugal: ".Length..])
            : new FrugalException($"{path}: the process that loads and runs it crashed (exit code {exitCode}{(exitCode > 128 ? $", signal {exitCode - 128}" : "")}). "
                + $"The model is broken or needs more memory than there is.{(words is null ? "" : $" It said: {words}")}");
    }

    /// <summary>The <c>dotnet</c> that runs this process, found from the runtime's own folder.</summary>
    internal static string DotnetHost() => Path.GetFullPath(Path.Combine(
        System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
