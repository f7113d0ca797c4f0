using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using TweetPipeline.Web.Runs;
using TweetPipeline.Writing;

namespace TweetPipeline.Web.Results;

/// <summary>GET /api/runs/{id}/export?format=csv|jsonl|parquet, with the filters of the rows: written by the pipeline's own writers, so that no cell becomes a formula.</summary>
public static class ExportEndpoint
{
    public static void MapExport(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/runs/{id}/export", IResult (string id, HttpRequest request, RunBook runs, DataFolder folders) =>
        {
            var filter = TweetFilter.Of(request.Query);
            var rows = TweetsEndpoint.Rows(runs.Find(id), filter);
            return request.Query["format"].ToString() switch
            {
                "" or "csv" => Text(rows, "text/csv; charset=utf-8", "tweets.csv", RowFormats.Header, RowFormats.WriteCsv),
                "jsonl" => Text(rows, "application/jsonl; charset=utf-8", "tweets.jsonl", "", RowFormats.WriteJson),
                "parquet" => Parquet(rows, folders),
                var other => throw Problems.BadQuery("format", other, "csv, jsonl, parquet"),
            };
        });

    private delegate void RowWriter(TextWriter writer, in TweetResult row);

    private static PushStreamHttpResult Text(IEnumerable<TweetResult> rows, string type, string name, string header, RowWriter write) => TypedResults.Stream(
        async stream =>
        {
            const int rowsPerFlush = 200;   // the connection takes no synchronous writes
            using var buffer = new MemoryStream();
            await using var writer = new StreamWriter(buffer, new UTF8Encoding(false));
            await writer.WriteAsync(header);
            foreach (var group in rows.Chunk(rowsPerFlush))
            {
                foreach (var row in group)
                {
                    write(writer, row);
                }

                await SendAsync();
            }

            await SendAsync();

            async Task SendAsync()
            {
                await writer.FlushAsync();
                buffer.Position = 0;
                await buffer.CopyToAsync(stream);
                buffer.SetLength(0);
            }
        },
        type, name);

    /// <summary>Parquet is written with its end in view: into a file that goes away when it is sent.</summary>
    private static FileStreamHttpResult Parquet(IEnumerable<TweetResult> rows, DataFolder folders)
    {
        var path = folders.NewUpload(".parquet");
        ParquetFile.Write(path, rows);
        return TypedResults.File(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.DeleteOnClose), "application/vnd.apache.parquet", "tweets.parquet");
    }
}
