using TweetPipeline.Web.Runs;

namespace TweetPipeline.Web.Operations;

/// <summary>GET /health/live and /health/ready, for what watches over the server.</summary>
public static class HealthEndpoint
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok());
        app.MapGet("/health/ready", IResult (DataFolder folders, RunBook runs, DashboardSettings settings) =>
            folders.HasRoomFor(settings.UploadBytes) && runs.Waiting < settings.QueueLength ? TypedResults.Ok() : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable));
    }
}
