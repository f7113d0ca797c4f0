using Frugal.Serving.Metrics;

namespace ClothingApi.Operations;

/// <summary>GET /metrics: what Prometheus reads.</summary>
public static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", (ApiMetrics metrics) => TypedResults.Text(metrics.ToText(), MetricsRegistry.ContentType));
}
