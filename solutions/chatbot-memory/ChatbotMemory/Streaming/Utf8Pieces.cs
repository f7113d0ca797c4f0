using System.Text;

namespace ChatbotMemory.Streaming;

/// <summary>Makes text of a stream of bytes in UTF-8. Tokens are bytes: an emoji can be split between four of them.</summary>
public sealed class Utf8Pieces
{
#if SOLUTION
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
#endif

    /// <summary>The characters that are complete after these bytes; what may still become one is held back. Bytes that can never be part of one give U+FFFD.</summary>
    public string Add(ReadOnlySpan<byte> bytes)
    {
#if SOLUTION
        return Text(bytes, flush: false);
#else
        throw new NotImplementedException("Task 8 - give whole characters. Hint: System.Text.Decoder keeps what is incomplete.");
#endif
    }

    /// <summary>The end of the stream: what was held back gives U+FFFD, or nothing if nothing was.</summary>
    public string End()
    {
#if SOLUTION
        return Text([], flush: true);
#else
        throw new NotImplementedException("Task 8 - end the text. Hint: flush the decoder.");
#endif
    }
#if SOLUTION

    private string Text(ReadOnlySpan<byte> bytes, bool flush)
    {
        Span<char> characters = stackalloc char[256];
        var text = "";
        do
        {
            decoder.Convert(bytes, characters, flush, out var used, out var made, out var completed);
            text = text.Length == 0 ? characters[..made].ToString() : text + characters[..made].ToString();
            bytes = bytes[used..];
            if (completed)
            {
                return text;
            }
        }
        while (true);
    }
#endif
}
