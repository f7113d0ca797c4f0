using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TweetPipeline.Streaming;
using TweetPipeline.Tweets;

namespace TweetPipeline.Workers;

/// <summary>A block on its way to a worker: the cleaned texts alone. Ids, authors and raw texts stay where the run is.</summary>
/// <param name="Run">The run that asks.</param>
/// <param name="Number">The block's number in it.</param>
/// <param name="Texts">Cleaned texts, without those that repeat an earlier one.</param>
public sealed partial record BlockMessage(string Run, long Number, IReadOnlyList<string> Texts)
{
    private const int MostTexts = 65_536;

    /// <summary>Letters and emoji as they are: no browser reads a message, and escapes would double it.</summary>
    private static readonly BlockJson Json = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>As JSON.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json.BlockMessage);

    /// <summary>The message in these bytes; null if they are not one.</summary>
    public static BlockMessage? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, Json.BlockMessage) is { Run.Length: > 0 and <= 64, Number: >= 0, Texts.Count: > 0 and <= MostTexts } message && !message.Texts.Contains(null!) ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The block as the pipeline classifies it.</summary>
    public TweetBlock ToBlock() => new(Number, [.. Texts.Select(text => new CleanTweet(new(0, "", ""), text, TextKey.Of(text), null))], [], default);

    [JsonSerializable(typeof(BlockMessage))]
    private sealed partial class BlockJson : JsonSerializerContext;
}
