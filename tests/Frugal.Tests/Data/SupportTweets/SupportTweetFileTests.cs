using System.Text;
using System.Text.Json;
using Frugal.Data.Dialogues;
using Frugal.Data.SupportTweets;

namespace Frugal.Tests.Data.SupportTweets;

public class SupportTweetFileTests
{
    private static readonly SupportTweet Odd = new()
    {
        Id = 7, CreatedAt = new(2026, 1, 5, 8, 0, 0, 5, TimeSpan.FromHours(2)), Author = "zoé", Language = ChatLanguage.French, Text = "a \"b\", c\r\nd\ne 🙂", ReplyTo = 3,
        Kpis = new(TweetSentiment.Positive, true, TweetUrgency.Critical, TweetTopics.Tv | TweetTopics.CustomerService, TweetIncident.Outage),
    };

    [Test]
    public void A_row_is_quoted_where_it_must_be()
    {
        var csv = Written(SupportTweetFile.WriteCsv, [Odd]);

        Assert.That(csv, Is.EqualTo("id,created_at,author,language,text,reply_to,copy_of,copy,sentiment,is_claim,urgency,topics,incident\r\n"
            + "7,2026-01-05T06:00:00.005Z,zoé,fr,\"a \"\"b\"\", c\r\nd\ne 🙂\",3,,none,positive,true,critical,tv|customer_service,outage\r\n"));
    }

    [Test]
    public void Csv_holds_what_was_generated()
    {
        var tweets = new SupportTweetDataset(new() { Count = 3000 }).All().ToList();

        var rows = Read(Written(SupportTweetFile.WriteCsv, tweets));

        Assert.That(rows[0], Is.EqualTo(SupportTweetFile.Columns));
        Assert.That(rows.Skip(1).Select(row => (row[0], row[2], row[4], row[11])), Is.EqualTo(tweets.Select(tweet => ($"{tweet.Id}", tweet.Author, tweet.Text, string.Join('|', TweetTopicNames.Of(tweet.Kpis.Topics))))));
        Assert.That(rows.Any(row => row[4].Contains('\n')), "some tweets have a line break");
    }

    [Test]
    public void Json_lines_hold_what_was_generated()
    {
        var tweets = new SupportTweetDataset(new() { Count = 3000 }).All().Append(Odd).ToList();

        var rows = Written(SupportTweetFile.WriteJsonLines, tweets).TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();

        Assert.That(rows[0].EnumerateObject().Select(property => property.Name), Is.EqualTo(SupportTweetFile.Columns));
        Assert.That(rows.Select(row => (row.GetProperty("id").GetInt64(), row.GetProperty("text").GetString(), row.GetProperty("is_claim").GetBoolean(), row.GetProperty("topics").GetArrayLength())),
            Is.EqualTo(tweets.Select(tweet => (tweet.Id, tweet.Text, tweet.Kpis.IsClaim, TweetTopicNames.Count(tweet.Kpis.Topics)))));
        Assert.That(rows[^1].GetProperty("urgency").GetString(), Is.EqualTo("critical"));
        Assert.That(rows[^1].GetProperty("copy_of").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void A_file_is_written_by_its_name_and_left_alone_when_cancelled()
    {
        using var folder = new TemporaryFolder();
        var data = new SupportTweetDataset(new() { Count = 10 });
        SupportTweetFile.Save(folder["a.csv"], data.All());
        var before = File.ReadAllText(folder["a.csv"]);

        Assert.That(() => SupportTweetFile.Save(folder["a.csv"], data.All(), new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => SupportTweetFile.Save(folder["a.xlsx"], data.All()), Throws.TypeOf<FrugalException>().With.Message.EndsWith("Give a name that ends in .csv or .jsonl."));
        Assert.That(File.ReadAllText(folder["a.csv"]), Is.EqualTo(before).And.StartWith("id,created_at"));
    }

    private static string Written(Action<Stream, IEnumerable<SupportTweet>> write, IEnumerable<SupportTweet> tweets)
    {
        using var stream = new MemoryStream();
        write(stream, tweets);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(stream.ToArray());
    }

    /// <summary>RFC 4180, character by character.</summary>
    private static List<List<string>> Read(string csv)
    {
        var (rows, row, field, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            if (quoted && csv[i] == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
            {
                field.Append(csv[i++]);
            }
            else if (csv[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && (csv[i] == ',' || csv[i] == '\r'))
            {
                row.Add(field.ToString());
                field.Clear();
                if (csv[i] == '\r')
                {
                    rows.Add(row);
                    row = [];
                    i++;
                }
            }
            else
            {
                field.Append(csv[i]);
            }
        }

        return rows;
    }
}
