using Frugal.Benchmarks.Chatbot.Servers;
using Frugal.Measuring;

namespace Frugal.Benchmarks.Chatbot.Figures;

/// <summary>Tokens per second by turns: the server with Q4_K_M, llama.cpp driven directly on the same file, and the server with F16.</summary>
internal static class SpeedFigures
{
    public static async Task<object> MeasureAsync(ChatModels models, int rounds, int tokens)
    {
        Console.Error.WriteLine($"speed: {rounds} rounds");
        using var q4 = await ChatServer.StartAsync(models, "gguf-q4_k_m");
        using var f16 = await ChatServer.StartAsync(models, "mmap-f16");
        using var loop = new OwnLoop(models.Q4);
        var (ofLoop, ofF16) = (new List<double>(), new List<double>());
        var (served, direct, half) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)   // the first one loads the models
        {
            var (a, b, c) = (await Server(q4), await loop.PerSecondAsync(tokens), await Server(f16));
            if (round >= 0)
            {
                served.Add(a);
                direct.Add(b);
                half.Add(c);
                ofLoop.Add(a / b);
                ofF16.Add(a / c);
            }
        }

        return new
        {
            rounds,
            tokens,
            q4_per_second = Quantile.Median(served),
            own_loop_per_second = Quantile.Median(direct),
            f16_per_second = Quantile.Median(half),
            of_own_loop = Interval(ofLoop),
            q4_over_f16 = Interval(ofF16),
        };

        async Task<double> Server(ChatServer server) => (await ChatCall.AskAsync(server.Client, "Hello", tokens)).PerSecond;
    }

    private static object Interval(IReadOnlyList<double> values)
    {
        var interval = MedianInterval.Of(values);
        return new { median = Quantile.Median(values), low = interval.Low, high = interval.High };
    }
}
