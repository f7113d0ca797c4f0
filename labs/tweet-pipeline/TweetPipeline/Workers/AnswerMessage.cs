using System.Text.Json;
using System.Text.Json.Serialization;
using Frugal.Data.SupportTweets;
using TweetPipeline.Operations;
using TweetPipeline.Tweets;

namespace TweetPipeline.Workers;

/// <summary>The answers of a block on their way back.</summary>
/// <param name="Run">The run that asked.</param>
/// <param name="Number">The block's number in it.</param>
/// <param name="Answers">One for each text of the block.</param>
/// <param name="Work">What the worker counted meanwhile.</param>
public sealed partial record AnswerMessage(string Run, long Number, IReadOnlyList<AnswerMessage.Row> Answers, FiguresPart Work)
{
    /// <summary>As JSON.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, AnswerJson.Default.AnswerMessage);

    /// <summary>The message in these bytes; null if they are not one, or if a value is out of range.</summary>
    public static AnswerMessage? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, AnswerJson.Default.AnswerMessage) is { Run: not null, Answers: not null, Work: { Counts: not null, Ticks: not null, Errors: not null } } message && message.Answers.All(IsValid)
                ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsValid(Row row) =>
        Enum.IsDefined((TweetSentiment)row.Sentiment) && Enum.IsDefined((TweetUrgency)row.Urgency) && Enum.IsDefined((TweetIncident)row.Incident) && Enum.IsDefined((AnswerSource)row.Source)
        && row is { Topics: >= 0 and < 1024, Confidence: >= 0 and <= 1, Fallbacks: < 128 };

    /// <summary>An answer as numbers, in the order of the enumerations.</summary>
    public readonly record struct Row(
        [property: JsonPropertyName("s")] int Sentiment, [property: JsonPropertyName("c")] bool IsClaim, [property: JsonPropertyName("u")] int Urgency, [property: JsonPropertyName("t")] int Topics,
        [property: JsonPropertyName("i")] int Incident, [property: JsonPropertyName("p")] float Confidence, [property: JsonPropertyName("o")] int Source, [property: JsonPropertyName("f")] byte Fallbacks)
    {
        /// <summary>The numbers of an answer.</summary>
        public static Row Of(TweetAnswer answer) => answer.Kpis is var kpis
            ? new((int)kpis.Sentiment, kpis.IsClaim, (int)kpis.Urgency, (int)kpis.Topics, (int)kpis.Incident, kpis.Confidence, (int)answer.Source, (byte)answer.Fallbacks)
            : default;

        /// <summary>The answer.</summary>
        public TweetAnswer ToAnswer() =>
            new(new((TweetSentiment)Sentiment, IsClaim, (TweetUrgency)Urgency, (TweetTopics)Topics, (TweetIncident)Incident, Confidence), (AnswerSource)Source, (KpiMarks)Fallbacks);
    }

    [JsonSerializable(typeof(AnswerMessage))]
    private sealed partial class AnswerJson : JsonSerializerContext;
}
