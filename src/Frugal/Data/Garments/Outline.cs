using System.Numerics;

namespace Frugal.Data.Garments;

/// <summary>Builds a closed outline of straight and curved strokes. Coordinates: x to the right, y down, the garment roughly within ±1.</summary>
internal sealed class Outline
{
    private const int StepsPerCurve = 8;

    private readonly List<Vector2> points = [];

    public Outline(float x, float y) => points.Add(new(x, y));

    public Vector2[] Points => [.. points];

    public Outline Line(float x, float y)
    {
        points.Add(new(x, y));
        return this;
    }

    /// <summary>A quadratic Bezier curve to (<paramref name="x"/>, <paramref name="y"/>), with control point (<paramref name="cx"/>, <paramref name="cy"/>).</summary>
    public Outline Curve(float cx, float cy, float x, float y)
    {
        var (start, pull, end) = (points[^1], new Vector2(cx, cy), new Vector2(x, y));
        for (var i = 1; i <= StepsPerCurve; i++)
        {
            var t = (float)i / StepsPerCurve;
            points.Add(Vector2.Lerp(Vector2.Lerp(start, pull, t), Vector2.Lerp(pull, end, t), t));
        }

        return this;
    }

    /// <summary>Adds the strokes so far, mirrored at x = 0 and in reverse order: draw the right half from top to bottom, then call this.</summary>
    public Outline Mirrored()
    {
        for (var i = points.Count - 1; i >= 0; i--)
        {
            if (points[i].X != 0)
            {
                points.Add(points[i] with { X = -points[i].X });
            }
        }

        return this;
    }

    public static Vector2[] Ellipse(Vector2 centre, float rx, float ry)
    {
        var points = new Vector2[20];
        for (var i = 0; i < points.Length; i++)
        {
            var (sin, cos) = MathF.SinCos(2 * MathF.PI * i / points.Length);
            points[i] = centre + new Vector2(rx * cos, ry * sin);
        }

        return points;
    }

    public static Vector2[] Box(float left, float top, float right, float bottom) =>
        [new(left, top), new(right, top), new(right, bottom), new(left, bottom)];

    /// <summary>A band of the given width along a line.</summary>
    public static Vector2[] Band(Vector2 from, Vector2 to, float width)
    {
        var along = Vector2.Normalize(to - from);
        var across = new Vector2(-along.Y, along.X) * width / 2;
        return [from + across, to + across, to - across, from - across];
    }

    public static Vector2[] Flipped(Vector2[] points) => Array.ConvertAll(points, point => point with { X = -point.X });
}
