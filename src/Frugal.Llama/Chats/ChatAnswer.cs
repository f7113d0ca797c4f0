using System.Text;
using Microsoft.Extensions.AI;

namespace Frugal.Llama;

/// <summary>An answer while it is written, token by token.</summary>
internal sealed class ChatAnswer
{
    private readonly ILanguageModel model;
    private readonly ChatSession session;
    private readonly ChatRequest request;
    private readonly CancellationToken cancellation;
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();   // holds back a character of which bytes are missing
    private readonly StopFilter filter;
    private readonly int[] next = new int[1];
    private char[] characters = new char[64];
    private int cached;
    private int written;

    public ChatAnswer(ILanguageModel model, ChatSession session, ChatRequest request, CancellationToken cancellation)
    {
        (this.model, this.session, this.request, this.cancellation) = (model, session, request, cancellation);
        filter = new StopFilter(request.Stops);
        Advance = Step;
    }

    /// <summary>Writes one token: the first reads the prompt. False after the last.</summary>
    public Func<bool> Advance { get; }

    /// <summary>The text that the last step added; often empty.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Why it ended; null before.</summary>
    public ChatFinishReason? Reason { get; private set; }

    /// <summary>Whether the session failed and must not be used again.</summary>
    public bool Broken { get; private set; }

    public UsageDetails Usage => new() { InputTokenCount = request.Prompt.Length, CachedInputTokenCount = cached, OutputTokenCount = written, TotalTokenCount = request.Prompt.Length + written };

    private bool Step()
    {
        if (Reason is not null)
        {
            return false;
        }

        try
        {
            Interruption.ThrowIfRequested(cancellation);
            Read();
            var token = session.Session.Choose();
            if (model.IsEnd(token))
            {
                return End(ChatFinishReason.Stop);
            }

            (next[0], written) = (token, written + 1);
            Text = filter.Pass(Decode(model.Bytes(token).Span, flush: false));
            if (filter.Stopped)
            {
                Reason = ChatFinishReason.Stop;
            }
            else if (written == request.MostTokens)
            {
                return End(ChatFinishReason.Length);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch
        {
            Broken = true;
            throw;
        }
    }

    private void Read()
    {
        if (written == 0)
        {
            session.Session.Sample(request.Sampling.Temperature, request.Sampling.TopP, request.Sampling.Seed);
            cached = session.Begin(request.Prompt, cancellation);
        }
        else
        {
            session.Read(next, cancellation);
        }
    }

    /// <summary>Ends the answer with what was held back.</summary>
    private bool End(ChatFinishReason reason)
    {
        var before = reason == ChatFinishReason.Length ? Text : "";
        var rest = filter.Pass(Decode([], flush: true));
        (Text, Reason) = (before + rest + (filter.Stopped ? "" : filter.End()), reason);
        return true;
    }

    private string Decode(ReadOnlySpan<byte> bytes, bool flush)
    {
        if (characters.Length < bytes.Length + 4)
        {
            characters = new char[bytes.Length + 4];
        }

        var count = decoder.GetChars(bytes, characters, flush);
        return count == 0 ? "" : new string(characters, 0, count);
    }
}
