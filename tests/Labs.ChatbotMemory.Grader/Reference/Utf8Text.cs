using System.Buffers;
using System.Text;

namespace Labs.ChatbotMemory.Grader;

/// <summary>Text of bytes in UTF-8 as it comes, rune by rune.</summary>
internal sealed class Utf8Text
{
    private readonly List<byte> held = [];

    public string Add(ReadOnlySpan<byte> bytes)
    {
        held.AddRange(bytes);
        var text = new StringBuilder();
        while (held.Count > 0 && Rune.DecodeFromUtf8(held.ToArray(), out var rune, out var used) is var status && status != OperationStatus.NeedMoreData)
        {
            text.Append(status == OperationStatus.Done ? rune : Rune.ReplacementChar);
            held.RemoveRange(0, used);
        }

        return text.ToString();
    }

    public string End()
    {
        var text = held.Count > 0 ? Rune.ReplacementChar.ToString() : "";
        held.Clear();
        return text;
    }
}
