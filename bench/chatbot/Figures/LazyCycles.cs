using Frugal.Benchmarks.Chatbot.Servers;
using Frugal.Measuring;

namespace Frugal.Benchmarks.Chatbot.Figures;

/// <summary>Lazy mode, again and again: what anonymous memory each answer leaves above the level before the first load, and how long a reload takes with the file in the system's cache.</summary>
internal static class LazyCycles
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);

    public static async Task<object> MeasureAsync(ChatModels models, bool childProcess, int cycles)
    {
        Console.Error.WriteLine($"lazy{(childProcess ? ", child process" : "")}: {cycles} answers");
        using var server = await ChatServer.StartAsync(models, "lazy", childProcess ? ["--Chat:ChildProcess=true"] : []);
        await Task.Delay(TimeSpan.FromSeconds(3));
        var before = server.Memory!.Value;
        var (left, first) = (new List<double>(), new List<double>());
        for (var i = 0; i < cycles; i++)
        {
            first.Add((await ChatCall.AskAsync(server.Client, "Hello", tokens: 2)).FirstMs);
            await Task.Delay(Settled);
            var now = server.Memory ?? throw new FrugalException("The server has ended.");
            left.Add(now.Anonymous.Bytes - before.Anonymous.Bytes);
        }

        return new { cycles, most_left_bytes = left.Max(), last_left_bytes = left[^1], first_token_ms = Quantile.Median(first), slowest_first_token_ms = first.Max() };
    }
}
