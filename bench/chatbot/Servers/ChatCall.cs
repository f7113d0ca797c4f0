using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Frugal.Benchmarks.Chatbot.Servers;

/// <summary>One answer of the chatbot, timed by its client.</summary>
/// <param name="FirstMs">Milliseconds from the request to the first text.</param>
/// <param name="PerSecond">Tokens per second after the first one; 0 for fewer than two.</param>
/// <param name="Tokens">Tokens of the answer.</param>
internal sealed record ChatCall(double FirstMs, double PerSecond, int Tokens)
{
    /// <summary>Asks, and reads the whole answer.</summary>
    /// <exception cref="FrugalException">The server refused, with its reason, or ended.</exception>
    public static async Task<ChatCall> AskAsync(HttpClient client, string question, int tokens, string? conversation = null, CancellationToken cancellation = default)
    {
        var start = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/chat")
        {
            Content = JsonContent.Create(new { messages = new[] { new { role = "user", content = question } }, conversation = conversation ?? Guid.NewGuid().ToString("N"), maxTokens = tokens }),
        };
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!response.IsSuccessStatusCode)
            {
                throw new FrugalException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellation)}");
            }

            var (first, last, count) = (0L, 0L, 0);
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellation))
            {
                switch (item.EventType)
                {
                    case "token":
                        last = Stopwatch.GetTimestamp();
                        first = first == 0 ? last : first;
                        break;
                    case "done":
                        count = JsonDocument.Parse(item.Data).RootElement.GetProperty("outputTokens").GetInt32();
                        break;
                    case "error":
                        throw new FrugalException(item.Data);
                }
            }

            return first == 0 ? throw new FrugalException("The answer is empty.") : new(
                Stopwatch.GetElapsedTime(start, first).TotalMilliseconds,
                count < 2 ? 0 : (count - 1) / Stopwatch.GetElapsedTime(first, last).TotalSeconds,
                count);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new FrugalException($"The server ended: {broken.Message}");
        }
    }
}
