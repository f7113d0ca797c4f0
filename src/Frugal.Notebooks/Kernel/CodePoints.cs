namespace Frugal.Notebooks.Kernel;

/// <summary>Converts positions in code: the protocol counts code points, .NET counts UTF-16 units.</summary>
internal static class CodePoints
{
    public static int ToUnits(string text, int codePoints)
    {
        var at = 0;
        for (; codePoints > 0 && at < text.Length; codePoints--)
        {
            at += at + 1 < text.Length && char.IsSurrogatePair(text, at) ? 2 : 1;
        }

        return at;
    }

    public static int FromUnits(string text, int units)
    {
        var count = 0;
        for (var at = 0; at < units && at < text.Length; count++)
        {
            at += at + 1 < text.Length && char.IsSurrogatePair(text, at) ? 2 : 1;
        }

        return count;
    }
}
