using Frugal;
using Parquet;
using Parquet.Schema;
using TweetPipeline.Tweets;

namespace TweetPipeline.Writing;

/// <summary>Rows as a Parquet file: columns side by side, compressed, in groups of rows that are in memory one at a time.</summary>
public static class ParquetFile
{
    private const int GroupRows = 20_000;

    private static readonly DataField<bool> IsClaim = new("is_claim");
    private static readonly DataField<float> Confidence = new("confidence");
    private static readonly (DataField Field, Func<TweetResult, string> Value)[] Texts =
    [
        Text("id", row => row.Tweet.Id), Text("created_at", row => row.Tweet.CreatedAt), Text("author", row => row.Tweet.Author), Text("language", row => row.Tweet.Language), Text("text", row => row.Tweet.Text),
        Text("sentiment", row => KpiNames.Of(row.Answer.Kpis.Sentiment)), Text("urgency", row => KpiNames.Of(row.Answer.Kpis.Urgency)), Text("topics", row => KpiNames.Of(row.Answer.Kpis.Topics)),
        Text("incident", row => KpiNames.Of(row.Answer.Kpis.Incident)), Text("source", row => KpiNames.Of(row.Answer.Source)), Text("fallbacks", row => KpiNames.Of(row.Answer.Fallbacks)),
        Text("duplicate_of", row => row.DuplicateOf),
    ];

    /// <summary>Writes the rows; an existing file is replaced when the new one is complete.</summary>
    /// <exception cref="FrugalException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<TweetResult> rows) => AtomicFile.Write(path, stream => WriteAsync(stream, rows).GetAwaiter().GetResult());

    private static async Task WriteAsync(Stream stream, IEnumerable<TweetResult> rows)
    {
        var schema = new ParquetSchema([.. Texts.Select(column => column.Field), IsClaim, Confidence]);
        var writer = await ParquetWriter.CreateAsync(schema, stream).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            foreach (var group in rows.Chunk(GroupRows))
            {
                using var columns = writer.CreateRowGroup();
                foreach (var (field, value) in Texts)
                {
                    await columns.WriteAsync(field, group.Select(value).ToArray()).ConfigureAwait(false);
                }

                await columns.WriteAsync<bool>(IsClaim, group.Select(row => row.Answer.Kpis.IsClaim).ToArray()).ConfigureAwait(false);
                await columns.WriteAsync<float>(Confidence, group.Select(row => row.Answer.Kpis.Confidence).ToArray()).ConfigureAwait(false);
            }
        }
    }

    private static (DataField Field, Func<TweetResult, string> Value) Text(string name, Func<TweetResult, string> value) => (new DataField(name, typeof(string), isNullable: false), value);
}
