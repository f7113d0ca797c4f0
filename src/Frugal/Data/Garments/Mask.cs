using System.Numerics;

namespace Frugal.Data.Garments;

/// <summary>Coverage of each pixel of a square image, from 0 to 1, with a bounding box outside which nothing is covered.</summary>
internal sealed class Mask(int size)
{
    private readonly float[] areas = new float[size + 1];
    private readonly float[] line = new float[size];

    /// <summary>The coverage, row-major; valid only inside the box.</summary>
    public float[] Values { get; } = new float[size * size];

    public int Left { get; private set; }

    public int Top { get; private set; }

    /// <summary>The first column to the right of the box.</summary>
    public int Right { get; private set; }

    /// <summary>The first row below the box.</summary>
    public int Bottom { get; private set; }

    /// <summary>
    /// Fills a closed outline; the coverage is exact where the outline does not cross itself. In each row every edge adds the area between
    /// itself and the pixel's right side, and a running sum fills the pixels between edges.
    /// </summary>
    /// <param name="outline">In pixels.</param>
    /// <param name="offset">Added to every point.</param>
    public void Cover(ReadOnlySpan<Vector2> outline, Vector2 offset = default)
    {
        var (low, high) = (new Vector2(float.MaxValue), new Vector2(float.MinValue));
        foreach (var point in outline)
        {
            (low, high) = (Vector2.Min(low, point + offset), Vector2.Max(high, point + offset));
        }

        SetBox((int)MathF.Floor(low.X), (int)MathF.Floor(low.Y), (int)MathF.Ceiling(high.X), (int)MathF.Ceiling(high.Y));
        for (var y = Top; y < Bottom; y++)
        {
            Array.Clear(areas);
            for (var i = 0; i < outline.Length; i++)
            {
                AddEdge(y, outline[i] + offset, outline[i + 1 == outline.Length ? 0 : i + 1] + offset);
            }

            var sum = 0f;
            for (var x = Left; x < Right; x++)
            {
                sum += areas[x];
                Values[y * size + x] = Math.Min(1, MathF.Abs(sum));
            }
        }
    }

    /// <summary>Replaces this mask by its union with <paramref name="other"/>.</summary>
    public void Add(Mask other)
    {
        if (Right == Left)
        {
            SetBox(0, 0, size, size);
            Array.Clear(Values);
        }

        for (var y = other.Top; y < other.Bottom; y++)
        {
            for (var at = y * size + other.Left; at < y * size + other.Right; at++)
            {
                Values[at] = Math.Max(Values[at], other.Values[at]);
            }
        }
    }

    /// <summary>Replaces this mask by <paramref name="other"/>, box-blurred over 2 <paramref name="radius"/> + 1 pixels per side inside its box.</summary>
    public void Blur(Mask other, int radius)
    {
        SetBox(other.Left, other.Top, other.Right, other.Bottom);
        for (var y = Top; y < Bottom; y++)
        {
            Average(other.Values, y * size + Left, 1, Right - Left, radius);
        }

        for (var x = Left; x < Right; x++)
        {
            Average(Values, Top * size + x, size, Bottom - Top, radius);
        }
    }

    /// <summary>Averages one line of <paramref name="from"/> into this mask.</summary>
    private void Average(float[] from, int first, int step, int count, int radius)
    {
        var sum = 0f;
        for (var k = 0; k < count + radius; k++)
        {
            sum += k < count ? line[k] = from[first + k * step] : 0;
            sum -= k > 2 * radius ? line[k - 2 * radius - 1] : 0;
            if (k >= radius)
            {
                Values[first + (k - radius) * step] = sum / (2 * radius + 1);
            }
        }
    }

    private void SetBox(int left, int top, int right, int bottom)
    {
        (Left, Top) = (Math.Clamp(left, 0, size), Math.Clamp(top, 0, size));
        (Right, Bottom) = (Math.Clamp(right, Left, size), Math.Clamp(bottom, Top, size));
    }

    private void AddEdge(int y, Vector2 from, Vector2 to)
    {
        var (top, bottom) = from.Y < to.Y ? (from, to) : (to, from);
        var (y0, y1) = (Math.Max(y, top.Y), Math.Min(y + 1, bottom.Y));
        if (y1 <= y0)
        {
            return;
        }

        var slope = (bottom.X - top.X) / (bottom.Y - top.Y);
        var x0 = Math.Clamp(top.X + (y0 - top.Y) * slope, 0, size);
        var x1 = Math.Clamp(top.X + (y1 - top.Y) * slope, 0, size);
        AddSegment(Math.Min(x0, x1), Math.Max(x0, x1), from.Y < to.Y ? y1 - y0 : y0 - y1);
    }

    /// <summary>Adds an edge inside one row, from <paramref name="left"/> to <paramref name="right"/>, of signed height <paramref name="height"/>.</summary>
    private void AddSegment(float left, float right, float height)
    {
        var (first, last) = ((int)left, Math.Min((int)right, size - 1));
        var before = 0f;   // the area to the right of the edge, from its left end up to the column
        for (var x = first; x <= last; x++)
        {
            var (a, b) = (Math.Max(left, x), Math.Min(right, x + 1));
            var part = right > left ? height / (right - left) : 0;
            var inside = right > left ? (b - a) * part * (x + 1 - (a + b) / 2) + (a - left) * part : height * (x + 1 - left);
            areas[x] += inside - before;
            before = inside;
        }

        areas[last + 1] += height - before;
    }
}
