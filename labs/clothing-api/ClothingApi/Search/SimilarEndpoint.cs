using ClothingApi.Photos;
using Frugal.Serving.Problems;

namespace ClothingApi.Search;

/// <summary>POST /api/similar: what in the shop looks like this?</summary>
public static class SimilarEndpoint
{
    private const int Most = 100;

    public static void MapSimilar(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/similar", async (HttpRequest request, int? k, string? model, PhotoUploads uploads, SimilarSearch search) =>
        {
            if (k is < 1 or > Most)
            {
                throw new ProblemException(new(400, "wrong_k", "The number of articles is not allowed", $"The parameter 'k' is 1 to {Most}."));
            }

            var file = await uploads.ReadAsync(request);
            return TypedResults.Ok(await search.FindAsync(file, k ?? 10, model, request.HttpContext.RequestAborted));
        }).DisableAntiforgery();
}
