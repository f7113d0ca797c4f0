using Spectre.Console;

namespace Frugal.Grading.Cards;

/// <summary>A text bar with a limit mark: <c>███████│░░</c>.</summary>
internal static class TextBar
{
    /// <param name="share">The filled share, in [0, 1].</param>
    /// <param name="limit">The position of the limit, in [0, 1].</param>
    /// <param name="width">The width in columns.</param>
    /// <param name="colour">The colour of the filled part.</param>
    public static Paragraph Of(double share, double? limit, int width, Color colour)
    {
        var filled = double.IsFinite(share) ? Math.Clamp((int)Math.Round(share * width), share > 0 ? 1 : 0, width) : 0;
        var mark = limit is { } at && double.IsFinite(at) ? Math.Clamp((int)Math.Round(at * width), 0, width - 1) : -1;
        var bar = new Paragraph();
        for (var i = 0; i < width; i++)
        {
            bar.Append(i == mark ? "│" : i < filled ? "█" : "░", i == mark ? Style.Plain : new Style(i < filled ? colour : Color.Grey));
        }

        return bar;
    }
}
