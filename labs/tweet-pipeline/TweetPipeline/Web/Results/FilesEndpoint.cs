using TweetPipeline.Web.Runs;

namespace TweetPipeline.Web.Results;

/// <summary>GET /api/runs/{id}/files/{name}: the report and the rejects, to be saved.</summary>
public static class FilesEndpoint
{
    /// <summary>The files that can be downloaded.</summary>
    public static IReadOnlyList<string> Names { get; } = ["report.html", "report.md", "metrics.prom", RejectRow.FileName];

    public static void MapFiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/runs/{id}/files/{name}", (string id, string name, RunBook runs) =>
        {
            var run = runs.Find(id);
            var known = Names.FirstOrDefault(known => known == name) ?? throw Problems.BadQuery("file", name, string.Join(", ", Names));   // a name of ours, never the client's
            return TypedResults.PhysicalFile(run.Existing(known) ?? throw Problems.NotFinished(), "application/octet-stream", known);
        });
}
