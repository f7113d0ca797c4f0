using System.Diagnostics;
using System.Net;
using Frugal.Charts.Formatting;

namespace Frugal.Notebooks.Engine;

/// <summary>A progress bar below the cell; redrawn at most ten times per second.</summary>
public sealed class ProgressBar
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly string title;
    private readonly int total;
    private readonly DisplayHandle handle;
    private readonly long start = Stopwatch.GetTimestamp();
    private TimeSpan drawn;

    /// <summary>Shows an empty bar of <paramref name="total"/> steps.</summary>
    public ProgressBar(string title, int total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        this.title = title;
        this.total = total;
        handle = DisplayHandle.Show(Draw());
    }

    /// <summary>Number of completed steps.</summary>
    public int Done { get; private set; }

    /// <summary>Adds <paramref name="steps"/> to the completed steps.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public void Advance(int steps = 1)
    {
        Interruption.ThrowIfRequested();
        Done = Math.Min(total, Done + steps);
        var now = Stopwatch.GetElapsedTime(start);
        if (Done == total || now - drawn >= Interval)
        {
            drawn = now;
            handle.Update(Draw());
        }
    }

    private MimeBundle Draw()
    {
        var share = total == 0 ? 1 : (double)Done / total;
        var filled = (int)(share * 30);
        var label = title.Length > 0 ? title + " " : "";
        return new MimeBundle($"{label}[{new string('#', filled)}{new string('.', 30 - filled)}] {Done}/{total}")
        {
            [Mime.Html] = $"<div>{WebUtility.HtmlEncode(label)}<progress value=\"{Done}\" max=\"{Math.Max(1, total)}\"></progress> {Done}/{total}</div>",
        };
    }
}
