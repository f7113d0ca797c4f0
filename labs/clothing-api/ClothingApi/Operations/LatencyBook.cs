using System.Collections.Concurrent;

namespace ClothingApi.Operations;

/// <summary>The last inference times of each model.</summary>
public sealed class LatencyBook
{
    private const int Kept = 256;
    private readonly ConcurrentDictionary<string, Page> pages = new();

    /// <summary>Notes one inference of the model <paramref name="format"/>.</summary>
    public void Note(string format, double milliseconds)
    {
        var page = pages.GetOrAdd(format, _ => new Page());
        lock (page)
        {
            page.Last[page.Count++ % Kept] = milliseconds;
        }
    }

    /// <summary>How many were noted.</summary>
    public long Count(string format) => pages.TryGetValue(format, out var page) ? page.Count : 0;

    /// <summary>The median of the last ones; null where there is none.</summary>
    public double? Median(string format)
    {
        if (!pages.TryGetValue(format, out var page))
        {
            return null;
        }

        lock (page)
        {
            return Frugal.Measuring.Quantile.Median(page.Last.Take((int)Math.Min(page.Count, Kept)));
        }
    }

    private sealed class Page
    {
        public readonly double[] Last = new double[Kept];
        public long Count;
    }
}
