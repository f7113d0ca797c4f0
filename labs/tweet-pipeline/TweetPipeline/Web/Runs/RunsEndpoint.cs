using Microsoft.AspNetCore.Http.HttpResults;
using TweetPipeline.Operations;

namespace TweetPipeline.Web.Runs;

/// <summary>GET /api/runs, the newest first; POST /api/runs?mode=fast with a file, POST /api/runs/sample without; GET, DELETE /api/runs/{id}; POST /api/runs/{id}/cancel.</summary>
public static class RunsEndpoint
{
    public static void MapRuns(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/runs");
        api.MapGet("", (RunBook runs) => TypedResults.Ok(runs.All.Select(run => Shown(run.Record)).ToArray()));
        api.MapGet("/{id}", (string id, RunBook runs) => TypedResults.Ok(Shown(runs.View(runs.Find(id)))));
        api.MapPost("", async (HttpRequest request, RunBook runs, UploadReader uploads, DashboardSettings settings) =>
        {
            runs.RequireRoom();
            var mode = ModeOf(request, settings);
            return Accepted(await uploads.ReadAsync(request, request.HttpContext.RequestAborted), mode, runs);
        });
        api.MapPost("/sample", (HttpRequest request, RunBook runs, UploadReader uploads, DashboardSettings settings) =>
        {
            runs.RequireRoom();
            var mode = ModeOf(request, settings);
            return Accepted(uploads.Sample(), mode, runs);
        });
        api.MapPost("/{id}/cancel", (string id, RunBook runs) =>
        {
            var run = runs.Find(id);
            run.Cancel();
            return TypedResults.Ok(Shown(runs.View(run)));
        });
        api.MapDelete("/{id}", (string id, RunBook runs) =>
        {
            runs.Delete(runs.Find(id));
            return TypedResults.NoContent();
        });
    }

    /// <summary>A run without what only the server needs.</summary>
    internal static RunView Shown(RunView view) => view with { Run = Shown(view.Run) };

    private static RunRecord Shown(RunRecord record) => record with { File = null };

    private static Accepted<RunRecord> Accepted((string Path, string Name) file, RunMode mode, RunBook runs)
    {
        var run = runs.Add(file.Path, file.Name, mode);
        return TypedResults.Accepted($"/api/runs/{run.Record.Id}", Shown(run.Record));
    }

    private static RunMode ModeOf(HttpRequest request, DashboardSettings settings) => request.Query["mode"].ToString() switch
    {
        "" => settings.Mode,
        "fast" => RunMode.Fast,
        "balanced" => RunMode.Balanced,
        "precise" => RunMode.Precise,
        var other => throw Problems.BadQuery("mode", other, "fast, balanced, precise"),
    };
}
