using System.Diagnostics;
using System.Text.Json;
using Frugal.Grading.Tasks;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>Starts the clean process in which students' models are loaded, run and timed: if a model crashes the engine, hangs it or exhausts its
/// memory, the grader continues.</summary>
internal sealed record MeasuringProcess
{
    /// <summary>The program and its first arguments: this assembly, which has a suitable entry point.</summary>
    public static IReadOnlyList<string> Program { get; } = [MemoryProbe.DotnetHost(), typeof(MeasuringProcess).Assembly.Location];

    /// <summary>The limit of processor time; a process that exceeds it is killed. On a busy machine, wall-clock time would blame the model.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The limit of wall-clock time; beyond it the machine is too busy for a verdict.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The limit of anonymous memory; a process that exceeds it is killed.</summary>
    public ByteSize Memory { get; init; } = ByteSize.Parse("2 GB");

    /// <exception cref="GradingException">The model cannot be loaded or run, or it exceeds the time or memory limit.</exception>
    public MeasuringReply Ask(MeasuringRequest request)
    {
        var start = new ProcessStartInfo(Program[0], [.. Program.Skip(1), MeasuringChild.Command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["ORT_LOAD_CONFIG_FROM_MODEL"] = "0";      // otherwise a model's metadata could set threads and options of the engine
        using var process = Process.Start(start) ?? throw new FrugalException($"{Program[0]}: the process that runs models could not be started. Check that it is there and may be run.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(JsonSerializer.Serialize(request, MeasuringJson.Default.MeasuringRequest));
        process.StandardInput.Close();
        if (Watch(process) is { } excess)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            throw excess;
        }

        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize(output.GetAwaiter().GetResult(), MeasuringJson.Default.MeasuringReply)!
            : throw Failed(process.ExitCode, errors.GetAwaiter().GetResult());
    }

    /// <summary>Waits for the process to end; returns the limit that it exceeded, if any.</summary>
    private GradingException? Watch(Process process)
    {
        var begin = Stopwatch.GetTimestamp();
        while (!process.WaitForExit(50))
        {
            if (ProcessCpuTime.Of(process.Id) > Timeout)
            {
                return BudgetFailures.TookTooLong(Timeout);
            }

            if (Stopwatch.GetElapsedTime(begin) > Patience)
            {
                return BudgetFailures.TooBusy(Patience);
            }

            if (AnonymousKilobytes(process.Id) * 1024 > Memory.Bytes)
            {
                return BudgetFailures.TookTooMuch(Memory);
            }
        }

        return null;
    }

    /// <summary>RssAnon of /proc/PID/status, which costs the process less than smaps_rollup; 0 if not available.</summary>
    private static long AnonymousKilobytes(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line["RssAnon:".Length..^"kB".Length].Trim(), System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;                                        // the process has just ended
        }
    }

    private static GradingException Failed(int exitCode, string errors)
    {
        const string Prefix = "frugal: ";
        var words = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        return exitCode == 1 && words?.StartsWith(Prefix, StringComparison.Ordinal) == true
            ? BudgetFailures.Refused(words[Prefix.Length..])
            : BudgetFailures.Crashed(exitCode, words);
    }
}
