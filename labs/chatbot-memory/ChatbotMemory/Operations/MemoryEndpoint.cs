using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ChatbotMemory.Keeping;
using Frugal.Serving.Problems;

namespace ChatbotMemory.Operations;

/// <summary>GET /api/memory: server-sent events without end: <c>memory</c> every 250 ms, <c>model</c> when one is loaded or released.</summary>
public static class MemoryEndpoint
{
    private const int MostWatchers = 64;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private static int watchers;

    public static void MapMemory(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/memory", (MemoryMeter meter, ModelEvents events, IHostApplicationLifetime life, HttpContext context) => Volatile.Read(ref watchers) < MostWatchers
            ? TypedResults.ServerSentEvents(WatchAsync(meter, events, life.ApplicationStopping, context.RequestAborted))
            : throw new ProblemException(Problem.Busy(TimeSpan.FromSeconds(5))));

    private static async IAsyncEnumerable<SseItem<string>> WatchAsync(MemoryMeter meter, ModelEvents events, CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone)
    {
        Interlocked.Increment(ref watchers);
        var changes = events.Listen();
        try
        {
            using var timer = new PeriodicTimer(Every);
            do
            {
                while (changes.Reader.TryRead(out var change))
                {
                    yield return new(JsonSerializer.Serialize(change, ApiJson.Default.ModelEvent), "model");
                }

                yield return new(JsonSerializer.Serialize(meter.Read(), ApiJson.Default.MemoryState), "memory");
            }
            while (!stopping.IsCancellationRequested && await timer.WaitForNextTickAsync(gone));
        }
        finally
        {
            events.Leave(changes);
            Interlocked.Decrement(ref watchers);
        }
    }
}
