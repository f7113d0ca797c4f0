using Frugal.Benchmarks.Chatbot.Servers;
using Frugal.Measuring;

namespace Frugal.Benchmarks.Chatbot.Figures;

/// <summary>Each way to keep the model: start, first answer, memory before, during and after, and what happens under a memory limit.</summary>
internal static class ModeFigures
{
    private const string Question = "How much does a dress cost, and when can it be here?";
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(3);

    /// <summary>Mode, further settings, and what the table calls it.</summary>
    public static IReadOnlyList<(string Mode, string[] Settings, string Name)> All { get; } =
    [
        ("resident-f16", [], "resident-f16"),
        ("mmap-f16", [], "mmap-f16"),
        ("gguf-q4_k_m", [], "gguf-q4_k_m"),
        ("lazy", [], "lazy"),
        ("lazy", ["--Chat:ChildProcess=true"], "lazy, child process"),
        ("pool", ["--Chat:IdleAfter=00:00:02"], "pool"),
    ];

    public static async Task<IReadOnlyList<object>> MeasureAsync(ChatModels models, int starts, int tokens, ByteSize limit)
    {
        var figures = new List<object>();
        foreach (var (mode, settings, name) in All)
        {
            Console.Error.WriteLine($"{name}: start, memory, speed");
            var (startMs, first, second, speed) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            MemorySnapshot atStart = default, peak = default, after = default;
            for (var i = 0; i < starts; i++)
            {
                using var server = await ChatServer.StartAsync(models, mode, settings);
                startMs.Add(server.StartMs);
                await Task.Delay(Settled);
                atStart = server.Memory ?? throw new FrugalException($"{name}: the server has ended.");
                (var answer, peak) = await MemoryPeak.DuringAsync(server, () => ChatCall.AskAsync(server.Client, Question, tokens));
                await Task.Delay(Settled);
                after = server.Memory ?? throw new FrugalException($"{name}: the server has ended.");
                var again = await ChatCall.AskAsync(server.Client, Question, tokens);
                first.Add(answer.FirstMs);
                second.Add(again.FirstMs);
                speed.Add(again.PerSecond);
            }

            figures.Add(new
            {
                name,
                start_ms = Quantile.Median(startMs),
                first_token_ms = Quantile.Median(first),
                next_first_token_ms = Quantile.Median(second),
                tokens_per_second = Quantile.Median(speed),
                at_start = Of(atStart),
                peak = Of(peak),
                after = Of(after),
                limited = await MemoryLimit.TryAsync(models, mode, settings, limit, Question, tokens),
            });
        }

        return figures;
    }

    private static object Of(MemorySnapshot memory) => new { anonymous_bytes = memory.Anonymous.Bytes, file_bytes = memory.File.Bytes };
}
