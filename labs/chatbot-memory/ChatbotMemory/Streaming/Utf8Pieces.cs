using System.Text;

namespace ChatbotMemory.Streaming;

/// <summary>Makes text of a stream of bytes in UTF-8. Tokens are bytes: an emoji can be split between four of them.</summary>
public sealed class Utf8Pieces
{
    /// <summary>The characters that are complete after these bytes; what may still become one is held back. Bytes that can never be part of one give U+FFFD.</summary>
    public string Add(ReadOnlySpan<byte> bytes)
    {
        throw new NotImplementedException("Task 8 - give whole characters. Hint: System.Text.Decoder keeps what is incomplete.");
    }

    /// <summary>The end of the stream: what was held back gives U+FFFD, or nothing if nothing was.</summary>
    public string End()
    {
        throw new NotImplementedException("Task 8 - end the text. Hint: flush the decoder.");
    }
}
