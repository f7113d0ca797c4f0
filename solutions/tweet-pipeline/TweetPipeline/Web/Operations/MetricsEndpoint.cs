using Prometheus;

namespace TweetPipeline.Web.Operations;

/// <summary>GET /metrics: what Prometheus reads.</summary>
public static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder app) => app.MapGet("/metrics", async (HttpContext context, ServerFigures figures) =>
    {
        using var text = new MemoryStream();   // a failure still has its status
        await figures.WriteAsync(text, context.RequestAborted);
        context.Response.ContentType = PrometheusConstants.TextContentTypeWithVersionAndEncoding;
        await context.Response.Body.WriteAsync(text.GetBuffer().AsMemory(0, (int)text.Length), context.RequestAborted);
    });
}
