using ClothingApi.Preparation;
using Frugal.Serving.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClothingApi.Search;

/// <summary>The shop's articles and the samples, with their pictures.</summary>
public static class CatalogueEndpoints
{
    public static void MapCatalogue(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/catalogue", (Catalogue catalogue, PreparedFolder folder) =>
            TypedResults.Ok(new CatalogueInfo(catalogue.Source, folder.Set.Drawn, catalogue.Open().Articles.Count, folder.Set.Classes)));
        app.MapGet("/api/samples", (Catalogue catalogue) => TypedResults.Ok(catalogue.Samples().ToArray()));
        app.MapGet("/api/samples/{id}/image", (string id, HttpResponse response, Catalogue catalogue) => Send(catalogue.SamplePicture(id), response));
        app.MapGet("/api/articles/{id}/image", (string id, HttpResponse response, Catalogue catalogue) => Send(catalogue.ArticlePicture(id), response));
    }

    private static FileContentHttpResult Send(Catalogue.Picture? picture, HttpResponse response)
    {
        if (picture is null)
        {
            throw new ProblemException(new(404, "not_found", "There is no such picture", "No article or sample has this id."));
        }

        response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Bytes(picture.Bytes, picture.ContentType);
    }
}
