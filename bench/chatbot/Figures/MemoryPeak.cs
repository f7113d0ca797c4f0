using Frugal.Benchmarks.Chatbot.Servers;
using Frugal.Measuring;

namespace Frugal.Benchmarks.Chatbot.Figures;

/// <summary>Watches a server's memory while something runs, and keeps the largest of each kind.</summary>
internal static class MemoryPeak
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(10);

    public static async Task<(T Result, MemorySnapshot Peak)> DuringAsync<T>(ChatServer server, Func<Task<T>> work)
    {
        using var stop = new CancellationTokenSource();
        var watch = Task.Run(() => MemoryWatch.Of(server.Id, Every, stop.Token).Aggregate(default(MemorySnapshot), (peak, reading) => peak.Max(reading.Memory)));
        try
        {
            var result = await work();
            await stop.CancelAsync();
            return (result, await watch);
        }
        finally
        {
            await stop.CancelAsync();
        }
    }
}
