namespace Frugal.Site.Diagrams;

/// <summary>A place in a drawing, in its units: x to the right, y downwards.</summary>
internal readonly record struct Point(double X, double Y)
{
    /// <summary>The point moved by <paramref name="x"/> and <paramref name="y"/>.</summary>
    public Point Plus(double x, double y) => new(X + x, Y + y);

    /// <summary>The distance to another point.</summary>
    public double To(Point other) => Math.Sqrt(Math.Pow(other.X - X, 2) + Math.Pow(other.Y - Y, 2));
}

/// <summary>A rectangle in a drawing.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public Point Centre => new(X + Width / 2, Y + Height / 2);

    public Point Top => new(X + Width / 2, Y);

    public Point Foot => new(X + Width / 2, Bottom);

    /// <summary>The box made smaller by <paramref name="margin"/> on every side.</summary>
    public Box Inside(double margin) => new(X + margin, Y + margin, Width - 2 * margin, Height - 2 * margin);

    /// <summary>The box moved by <paramref name="x"/> and <paramref name="y"/>.</summary>
    public Box Moved(double x, double y) => this with { X = X + x, Y = Y + y };

    public bool Holds(Box other) => other.X >= X && other.Y >= Y && other.Right <= Right && other.Bottom <= Bottom;

    public bool Overlaps(Box other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;
}
