using System.Buffers;

namespace Frugal.Texts;

/// <summary>Collects what the cleaner keeps, with one space between words and none at either end.</summary>
internal ref struct CleanedText(IBufferWriter<char> output, int expected)
{
    private readonly IBufferWriter<char> output = output;
    private Span<char> free = output.GetSpan(Math.Max(1, expected));
    private int used;
    private bool begun;
    private bool spaced;

    /// <summary>A space before whatever comes next, unless nothing comes.</summary>
    public void Space() => spaced = true;

    /// <summary>Appends characters.</summary>
    public void Append(scoped ReadOnlySpan<char> part)
    {
        if (part.IsEmpty)
        {
            return;
        }

        if (free.Length - used <= part.Length)
        {
            output.Advance(used);
            used = 0;
            free = output.GetSpan(part.Length + 1);
        }

        if (spaced && begun)
        {
            free[used++] = ' ';
        }

        (spaced, begun) = (false, true);
        part.CopyTo(free[used..]);
        used += part.Length;
    }

    /// <summary>Hands everything to the output.</summary>
    public readonly void Complete() => output.Advance(used);
}
