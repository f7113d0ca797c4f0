using Frugal.Benchmarks.Chatbot.Servers;

namespace Frugal.Benchmarks.Chatbot.Figures;

/// <summary>Chats at the same time on one model: how the slowest fares beside the fastest, and what memory they take.</summary>
internal static class ManyChats
{
    public static async Task<object> MeasureAsync(ChatModels models, int chats, int tokens)
    {
        Console.Error.WriteLine($"{chats} chats at once");
        using var server = await ChatServer.StartAsync(models, "gguf-q4_k_m");
        _ = await ChatCall.AskAsync(server.Client, "Hello", tokens: 2);
        var (calls, peak) = await MemoryPeak.DuringAsync(server, () => Task.WhenAll(Enumerable.Range(0, chats).Select(i => ChatCall.AskAsync(server.Client, $"Question {i}", tokens))));
        var (slowest, fastest) = (calls.Min(call => call.PerSecond), calls.Max(call => call.PerSecond));
        return new { chats, tokens, slowest_per_second = slowest, fastest_per_second = fastest, fairness = slowest / fastest, peak_anonymous_bytes = peak.Anonymous.Bytes };
    }
}
