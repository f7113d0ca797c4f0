using Prometheus;

namespace ClothingApi.Operations;

/// <summary>GET /metrics: what Prometheus reads.</summary>
public static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", (ApiMetrics metrics, HttpContext context) =>
        {
            context.Response.ContentType = PrometheusConstants.TextContentTypeWithVersionAndEncoding;
            return metrics.WriteAsync(context.Response.Body, context.RequestAborted);
        });
}
