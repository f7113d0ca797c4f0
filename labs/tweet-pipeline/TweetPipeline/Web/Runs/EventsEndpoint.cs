using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Frugal.Serving.Problems;

namespace TweetPipeline.Web.Runs;

/// <summary>GET /api/runs/{id}/events: server-sent events <c>run</c>, each with the whole <see cref="RunView"/>: phases with their times, tweets per second, cache hits, rejects. The last one has the state in which the run ended.</summary>
public static class EventsEndpoint
{
    private const int MostWatchers = 64;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private static int watchers;

    public static void MapEvents(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/runs/{id}/events", (string id, RunBook runs, IHostApplicationLifetime life, HttpContext context) =>
        {
            var run = runs.Find(id);
            return Volatile.Read(ref watchers) < MostWatchers
                ? TypedResults.ServerSentEvents(WatchAsync(run, runs, life.ApplicationStopping, context.RequestAborted))
                : throw new ProblemException(Problem.Busy(TimeSpan.FromSeconds(5)));
        });

    private static async IAsyncEnumerable<SseItem<string>> WatchAsync(DashboardRun run, RunBook runs, CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone)
    {
        Interlocked.Increment(ref watchers);
        try
        {
            using var timer = new PeriodicTimer(Every);
            bool ended;
            do
            {
                ended = run.Record.HasEnded;   // before the view is taken: the last one is complete
                yield return new(JsonSerializer.Serialize(RunsEndpoint.Shown(runs.View(run)), ApiJson.Default.RunView), "run");
            }
            while (!ended && !stopping.IsCancellationRequested && await timer.WaitForNextTickAsync(gone));
        }
        finally
        {
            Interlocked.Decrement(ref watchers);
        }
    }
}
