namespace Frugal.Llama;

/// <summary>A part of a text that a model reads at once, and which of its tokens are scored.</summary>
/// <param name="Start">The window's first token.</param>
/// <param name="End">The token after its last.</param>
/// <param name="Scored">The first token that is scored, up to <paramref name="End"/>.</param>
internal readonly record struct ComparisonWindow(int Start, int End, int Scored)
{
    /// <summary>Windows that overlap by half: each token but the first is scored once, and after the first window with half a window before it.</summary>
    public static IEnumerable<ComparisonWindow> Over(int tokens, int length)
    {
        yield return new ComparisonWindow(0, Math.Min(length, tokens), 1);
        var step = length / 2;
        for (var start = step; start + length - step < tokens; start += step)
        {
            yield return new ComparisonWindow(start, Math.Min(start + length, tokens), start + length - step);
        }
    }
}
