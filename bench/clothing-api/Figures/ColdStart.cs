using System.Diagnostics;
using Frugal.Benchmarks.Serving.Servers;
using Frugal.Measuring;

namespace Frugal.Benchmarks.Serving.Figures;

/// <summary>From the start of the process to the first prediction, and what the server takes before it.</summary>
internal static class ColdStart
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(3);

    public static async Task<object> MeasureAsync(Shop shop, int starts)
    {
        var milliseconds = new List<double>();
        for (var i = 0; i < starts; i++)
        {
            using var server = shop.StartServer();
            await server.ListensAsync();
            using var client = new HttpClient();
            await Requests.AskAsync(client, server.Address, shop.Pictures[i % shop.Pictures.Count]);
            milliseconds.Add(Stopwatch.GetElapsedTime(server.Started).TotalMilliseconds);
        }

        var (idle, answered) = await MemoryAsync(shop);
        Console.Error.WriteLine($"first answer after {Quantile.Median(milliseconds):0} ms; idle {idle}");
        return new
        {
            starts,
            first_answer_ms = Comparison.Interval(milliseconds),
            slowest_ms = Math.Round(milliseconds.Max(), 1),
            idle,
            after_one_prediction = answered,
            load = Machine.Load,
        };
    }

    /// <summary>The memory of a server that nobody has asked anything, and after one prediction.</summary>
    private static async Task<(ServerMemory Idle, ServerMemory Answered)> MemoryAsync(Shop shop)
    {
        using var server = shop.StartServer();
        await server.ListensAsync();
        await Task.Delay(Settled);
        var idle = server.Memory;
        using var client = new HttpClient();
        await Requests.AskAsync(client, server.Address, shop.Pictures[0]);
        return (idle, server.Memory);
    }
}
