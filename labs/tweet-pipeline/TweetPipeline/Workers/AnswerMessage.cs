using System.Text.Json;
using System.Text.Json.Serialization;
using TweetPipeline.Operations;
using TweetPipeline.Tweets;

namespace TweetPipeline.Workers;

/// <summary>The answers of a block on their way back.</summary>
/// <param name="Run">The run that asked.</param>
/// <param name="Number">The block's number in it.</param>
/// <param name="Packed">One answer for each text of the block, as <see cref="PackedAnswers"/> writes them.</param>
/// <param name="Work">What the worker counted meanwhile.</param>
public sealed partial record AnswerMessage(string Run, long Number, byte[] Packed, FiguresPart Work)
{
    /// <summary>The answers; null if they are not whole, or if a value is out of range.</summary>
    [JsonIgnore]
    public IReadOnlyList<TweetAnswer>? Answers => PackedAnswers.Unpack(Packed);

    /// <summary>As JSON.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, AnswerJson.Default.AnswerMessage);

    /// <summary>The message in these bytes; null if they are not one.</summary>
    public static AnswerMessage? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, AnswerJson.Default.AnswerMessage) is { Run: not null, Packed: not null, Work: { Counts: not null, Ticks: not null, Errors: not null } } message ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [JsonSerializable(typeof(AnswerMessage))]
    private sealed partial class AnswerJson : JsonSerializerContext;
}
