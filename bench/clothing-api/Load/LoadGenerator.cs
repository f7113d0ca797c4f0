using System.Diagnostics;

namespace Frugal.Benchmarks.Serving.Load;

/// <summary>Loads a server over a fixed number of connections.</summary>
internal static class LoadGenerator
{
    /// <summary>Runs the warm-up and the measurement.</summary>
    public static async Task<LoadResult> RunAsync(LoadOptions options)
    {
        var begin = Stopwatch.GetTimestamp() + (long)(options.WarmUp.TotalSeconds * Stopwatch.Frequency);
        var end = begin + (long)(options.Duration.TotalSeconds * Stopwatch.Frequency);
        using var patience = new CancellationTokenSource(options.WarmUp + options.Duration + options.Patience);
        var connections = Enumerable.Range(0, options.Connections).Select(i => new LoadConnection(options, first: i)).ToArray();
        try
        {
            var work = Task.WhenAll(connections.Select(connection => connection.RunAsync(begin, end, patience.Token)));
            await Task.Delay(options.WarmUp);
            var before = Processor();
            var tallies = await work;
            return LoadResult.Of(tallies, Stopwatch.GetElapsedTime(begin), Processor() - before);
        }
        finally
        {
            Array.ForEach(connections, connection => connection.Dispose());
        }
    }

    private static TimeSpan Processor()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
