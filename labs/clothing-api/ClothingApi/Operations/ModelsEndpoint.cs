using ClothingApi.Models;

namespace ClothingApi.Operations;

/// <summary>GET /api/models: the classifier's two forms with their bytes and milliseconds.</summary>
public static class ModelsEndpoint
{
    public static void MapModels(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/models", (ModelShelf models, LatencyBook latencies) =>
            TypedResults.Ok(models.Classifiers.Select(model => new ModelInfo(
                models.ClassifierName, model.Format, new FileInfo(model.Path) is { Exists: true } file ? file.Length : 0,
                model.Opened is not null, model.Opened?.LoadMs, latencies.Median(model.Format), latencies.Count(model.Format))).ToArray()));
}

/// <summary>A model of GET /api/models.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Format">int8 or fp32.</param>
/// <param name="Bytes">Its file's bytes; 0 where there is none yet.</param>
/// <param name="Loaded">Whether it has been opened.</param>
/// <param name="LoadMs">How long that took.</param>
/// <param name="P50Ms">The median of its last inferences.</param>
/// <param name="Requests">How many requests it has answered.</param>
public sealed record ModelInfo(string Name, string Format, long Bytes, bool Loaded, double? LoadMs, double? P50Ms, long Requests);
