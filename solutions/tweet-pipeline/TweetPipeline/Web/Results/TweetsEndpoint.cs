using System.Globalization;
using Frugal.Data.SupportTweets;
using TweetPipeline.Tweets;
using TweetPipeline.Web.Runs;
using TweetPipeline.Writing;

namespace TweetPipeline.Web.Results;

/// <summary>GET /api/runs/{id}/tweets: the rows that a filter leaves, 50 per page unless <c>size</c> says otherwise. The file is read through for each page, a row in memory at a time.</summary>
public static class TweetsEndpoint
{
    private const int PageRows = 50, MostPageRows = 200;

    public static void MapTweets(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/runs/{id}/tweets", (string id, HttpRequest request, RunBook runs) =>
        {
            var (filter, page, size) = (TweetFilter.Of(request.Query), Number(request, "page", 1, int.MaxValue), Number(request, "size", PageRows, MostPageRows));
            var (total, rows) = (0L, new List<TweetRow>(size));
            foreach (var row in Rows(runs.Find(id), filter))
            {
                if (total++ / size == page - 1)
                {
                    rows.Add(TweetRow.Of(row));
                }

                request.HttpContext.RequestAborted.ThrowIfCancellationRequested();
            }

            return TypedResults.Ok(new TweetPage(total, page, (int)Math.Max(1, (total + size - 1) / size), rows));
        });

    /// <summary>The rows of a run that a filter leaves.</summary>
    /// <exception cref="Frugal.Serving.Problems.ProblemException">The run has no results yet: 409.</exception>
    internal static IEnumerable<TweetResult> Rows(DashboardRun run, TweetFilter filter)
    {
        var path = run.Existing(Path.GetFileName(run.Results)) ?? throw Problems.NotFinished();
        return RowFormats.Read(path).Where(row => filter.Matches(row));
    }

    private static int Number(HttpRequest request, string name, int otherwise, int most) => request.Query[name].ToString() switch
    {
        "" => otherwise,
        var given => int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : throw Problems.BadQuery(name, given, FormattableString.Invariant($"1 to {most:N0}")),
    };
}

/// <summary>A page of rows.</summary>
/// <param name="Total">Rows that the filter leaves.</param>
/// <param name="Page">This page, from 1.</param>
/// <param name="Pages">Pages in all, at least 1.</param>
/// <param name="Rows">The rows of this page.</param>
public sealed record TweetPage(long Total, int Page, int Pages, IReadOnlyList<TweetRow> Rows);

/// <summary>A row as the page shows it.</summary>
public sealed record TweetRow(string Id, string CreatedAt, string Author, string Text, string Sentiment, bool IsClaim, string Urgency, string[] Topics, string Incident, float Confidence, string Source, string Fallbacks, string DuplicateOf)
{
    /// <summary>A row of the results.</summary>
    public static TweetRow Of(in TweetResult row)
    {
        var (tweet, kpis) = (row.Tweet, row.Answer.Kpis);
        return new(
            tweet.Id, tweet.CreatedAt, tweet.Author, tweet.Text, KpiNames.Of(kpis.Sentiment), kpis.IsClaim, KpiNames.Of(kpis.Urgency), [.. TweetTopicNames.Of(kpis.Topics)], KpiNames.Of(kpis.Incident), kpis.Confidence,
            KpiNames.Of(row.Answer.Source), KpiNames.Of(row.Answer.Fallbacks), row.DuplicateOf);
    }
}
