using TweetPipeline.Web.Runs;

namespace TweetPipeline.Web.Results;

/// <summary>GET /api/runs/{id}/summary: the figures of a run that has ended, incidents over time, and the first rejects with their lines.</summary>
public static class SummaryEndpoint
{
    public static void MapSummary(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/runs/{id}/summary", (string id, RunBook runs) =>
        {
            var run = runs.Find(id);
            return run.Record.HasEnded
                ? TypedResults.Ok(new SummaryReport(RunsEndpoint.Shown(runs.View(run)), Timeline.Read(run), RejectRow.First(run), [.. FilesEndpoint.Names.Where(name => run.Existing(name) is not null)]))
                : throw Problems.NotFinished();
        });
}

/// <summary>What GET /api/runs/{id}/summary answers.</summary>
/// <param name="View">The run.</param>
/// <param name="Timeline">Incidents over time; null if the run was not done.</param>
/// <param name="Rejects">The first rejects.</param>
/// <param name="Files">The files that can be downloaded.</param>
public sealed record SummaryReport(RunView View, Timeline? Timeline, IReadOnlyList<RejectRow> Rejects, IReadOnlyList<string> Files);
