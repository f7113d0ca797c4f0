using System.Text;
using Frugal;
using Frugal.Data.SupportTweets;
using Microsoft.Extensions.AI;

namespace TweetPipeline.Models;

/// <summary>Asks a language model about tweets, through any client of Microsoft.Extensions.AI. Safe for concurrent use.</summary>
/// <param name="client">The client, which is disposed with this.</param>
/// <param name="context">Tokens that the model reads and writes in all; with few of them, the question is short and a long tweet is cut.</param>
public sealed class LanguageModel(IChatClient client, int context) : IDisposable
{
    /// <summary>Changes when the question changes, so that the cache does not give answers to another one.</summary>
    public const string QuestionVersion = "q1";

    private const string Instructions =
        """
        Classify the customer's tweet to a telephone operator. Answer with one JSON object and nothing else:
        {"sentiment": "negative|neutral|positive", "is_claim": true|false, "urgency": "low|medium|high|critical", "topics": ["network"], "incident": "none|outage|slowdown|equipment|billing|fraud"}
        """;

    private const int SmallContext = 1024;

    private static readonly ChatOptions Options = new() { Temperature = 0, MaxOutputTokens = 64 };

    /// <summary>The text of the answer. An answer that does not begin as a JSON object is stopped at its first word: the rest of it would only cost time.</summary>
    /// <exception cref="FrugalException">The model fails.</exception>
    public async Task<string> AskAsync(string tweet, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var isSmall = context < SmallContext;
        ChatMessage[] question = [new(ChatRole.System, isSmall ? TweetLabels.Question : Instructions), new(ChatRole.User, isSmall ? TweetLabels.Cut(tweet) : tweet)];
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync(question, Options, cancellation).ConfigureAwait(false))
            {
                text.Append(update.Text);
                var start = text.ToString().AsSpan().TrimStart(" \n\r\t`");
                if (start is [not '{', ..] && !start.StartsWith("json", StringComparison.OrdinalIgnoreCase))
                {
                    break;
                }

                if (start is ['{', .., '}'])
                {
                    break;
                }
            }
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or FrugalException) || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new FrugalException($"The language model failed: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }

        return text.ToString();
    }

    /// <summary>Closes the client.</summary>
    public void Dispose() => client.Dispose();
}
