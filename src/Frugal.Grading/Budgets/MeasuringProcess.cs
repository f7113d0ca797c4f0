using System.Diagnostics;
using System.Text.Json;
using Frugal.Grading.Tasks;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>Starts the clean process in which models that students made are loaded, run and timed: their graphs may crash an engine, hang it or
/// eat its memory, and the grader goes on.</summary>
internal sealed record MeasuringProcess
{
    /// <summary>The program and its first arguments: this assembly, which has an entry point for it.</summary>
    public static IReadOnlyList<string> Program { get; } = [MemoryProbe.DotnetHost(), typeof(MeasuringProcess).Assembly.Location];

    /// <summary>A process that takes more processor time is ended. Not by the wall clock: a busy machine is not the model's fault.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long it may take by the wall clock; after that the machine is too busy to tell.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A process that holds more anonymous memory is ended.</summary>
    public ByteSize Memory { get; init; } = ByteSize.Parse("2 GB");

    /// <exception cref="GradingException">The model cannot be loaded or run, or it takes too long or too much.</exception>
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
        start.Environment["ORT_LOAD_CONFIG_FROM_MODEL"] = "0";      // a model's metadata may else set threads and options of the engine
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

    /// <summary>Waits for the end; what it ran past, when it did.</summary>
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

    /// <summary>RssAnon of /proc/PID/status, which costs the process less than smaps_rollup would; 0 where there is none.</summary>
    private static long AnonymousKilobytes(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line["RssAnon:".Length..^"kB".Length].Trim(), System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;                                        // it has just ended
        }
    }

    private static GradingException Failed(int exitCode, string errors)
    {
        const string Told = "frugal: ";
        var words = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        return exitCode == 1 && words?.StartsWith(Told, StringComparison.Ordinal) == true
            ? BudgetFailures.Refused(words[Told.Length..])
            : BudgetFailures.Crashed(exitCode, words);
    }
}
