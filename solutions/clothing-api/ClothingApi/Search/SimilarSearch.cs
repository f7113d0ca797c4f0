using System.Diagnostics;
using ClothingApi.Models;
using ClothingApi.Photos;
using ClothingApi.Predictions;

namespace ClothingApi.Search;

/// <summary>Visual search: the articles that look like a picture.</summary>
public sealed class SimilarSearch(ModelShelf models, DecodingQueue decoder, Predictor predictor, Catalogue catalogue)
{
    /// <summary>The <paramref name="k"/> articles most like the picture.</summary>
    public async Task<SimilarAnswer> FindAsync(byte[] file, int k, string? format, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var articles = catalogue.Open();
        var choice = await models.EncoderAsync(format);
        var encoder = choice.Network;
        var loaded = Stopwatch.GetTimestamp();
        var picture = await decoder.DecodeAsync(file, encoder.Preparation.Size, cancellation);
        var decoded = Stopwatch.GetTimestamp();
        var tensor = decoder.Prepare(picture, encoder.Preparation);
        var prepared = Stopwatch.GetTimestamp();
        var features = await predictor.RunAsync(encoder, tensor, cancellation);
        var query = Embedding.From(features.Outputs);
        var encoded = Stopwatch.GetTimestamp();
        var nearest = articles.Index.Nearest(query, k);
        var end = Stopwatch.GetTimestamp();
        return new(
            [.. nearest.Select(hit => Hit(articles.Articles[hit.Index], hit.Similarity))],
            new(models.EncoderName, choice.Format, encoder.Bytes, choice.Fallback, choice.Reason),
            articles.Articles.Count,
            new(Ms(loaded, decoded), Ms(decoded, prepared), features.Queued.TotalMilliseconds, features.Ran.TotalMilliseconds, Ms(encoded, end), Ms(start, end), features.Batch));
    }

    private static SimilarArticle Hit(Catalogue.Article article, float similarity) => new(article.Id, article.Label, similarity, $"/api/articles/{article.Id}/image");

    private static double Ms(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
}

/// <summary>What POST /api/similar answers.</summary>
/// <param name="Articles">The most similar first.</param>
/// <param name="Encoder">Who looked at the picture.</param>
/// <param name="Searched">How many articles were compared.</param>
/// <param name="Timings">How long it took.</param>
public sealed record SimilarAnswer(IReadOnlyList<SimilarArticle> Articles, AnsweringModel Encoder, int Searched, SimilarTimings Timings);

/// <summary>An article that was found; the similarity is a cosine.</summary>
public sealed record SimilarArticle(string Id, string Label, float Similarity, string Image);

/// <summary>Milliseconds of each step, and how many pictures were encoded together.</summary>
public sealed record SimilarTimings(double DecodeMs, double PreprocessMs, double QueueMs, double EncodeMs, double SearchMs, double TotalMs, int Batch);
