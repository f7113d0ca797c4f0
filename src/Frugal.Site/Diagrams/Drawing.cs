using System.Globalization;
using System.Xml.Linq;

namespace Frugal.Site.Diagrams;

/// <summary>The shapes and texts of a diagram, drawn one over the other, as SVG elements. All colours are CSS classes (<see cref="Ink"/>).</summary>
internal sealed class Drawing(double height)
{
    /// <summary>The width of every drawing: about the pixels of a phone's text column, so that a unit is a pixel there.</summary>
    public const double Width = 360;

    private const double HeadLength = 7, HeadWidth = 7;

    private readonly List<XElement> elements = [];
    private readonly List<PlacedText> texts = [];

    public double Height => height;

    /// <summary>The elements, the lowest first.</summary>
    public IReadOnlyList<XElement> Elements => elements;

    /// <summary>The texts with the room that they take.</summary>
    public IReadOnlyList<PlacedText> Texts => texts;

    public void Rectangle(Box box, string ink, double radius = 0) => Add("rect", ink,
        ("x", box.X), ("y", box.Y), ("width", box.Width), ("height", box.Height), ("rx", radius));

    public void Dot(Point centre, double radius, string ink) => Add("circle", ink, ("cx", centre.X), ("cy", centre.Y), ("r", radius));

    public void Line(Point from, Point to, string ink) => Add("line", ink, ("x1", from.X), ("y1", from.Y), ("x2", to.X), ("y2", to.Y));

    /// <summary>A closed shape.</summary>
    public void Shape(string ink, params IEnumerable<Point> corners) => Trace("polygon", ink, corners);

    /// <summary>An open line through points.</summary>
    public void Path(string ink, params IEnumerable<Point> points) => Trace("polyline", ink, points);

    /// <summary>A line through points with a head at its end.</summary>
    public void Arrow(string ink, params IReadOnlyList<Point> points)
    {
        var (before, end) = (points[^2], points[^1]);
        var length = before.To(end);
        var (x, y) = ((end.X - before.X) / length, (end.Y - before.Y) / length);
        var neck = end.Plus(-x * HeadLength, -y * HeadLength);
        Path(ink, points.SkipLast(1).Append(neck));
        Shape(Ink.Head(ink), end, neck.Plus(-y * HeadWidth / 2, x * HeadWidth / 2), neck.Plus(y * HeadWidth / 2, -x * HeadWidth / 2));
    }

    /// <summary>A text whose base line starts, has its middle or ends at <paramref name="at"/>.</summary>
    public void Text(Point at, string text, TextStyle style) => Place(at, text, style, new Box(0, 0, Width, Height));

    /// <summary>A text in the middle of a box, in which it must fit with a little air.</summary>
    public void TextIn(Box box, string text, TextStyle style) =>
        Place(box.Centre.Plus(0, style.Size * 0.36), text, style.Centred, box.Inside(1));

    private void Place(Point at, string text, TextStyle style, Box room)
    {
        var width = TextWidth.Of(text, style);
        var left = at.X - style.Align switch { Align.Start => 0, Align.Middle => width / 2, _ => width };
        texts.Add(new PlacedText(text, new Box(left, at.Y - 0.8 * style.Size, width, style.Size), room));
        Add("text", style.Bold ? $"{style.Class} d-bold" : style.Class, ("x", at.X), ("y", at.Y), ("font-size", style.Size));
        var element = elements[^1];
        if (style.Align != Align.Start)
        {
            element.Add(new XAttribute("text-anchor", style.Align == Align.Middle ? "middle" : "end"));
        }

        element.Value = text;
    }

    private void Trace(string name, string ink, IEnumerable<Point> points)
    {
        Add(name, ink);
        elements[^1].Add(new XAttribute("points", string.Join(' ', points.Select(point => $"{Short(point.X)},{Short(point.Y)}"))));
    }

    private void Add(string name, string ink, params (string Name, double Value)[] attributes) => elements.Add(new XElement(name,
        new XAttribute("class", ink),
        attributes.Where(attribute => attribute is not ("rx", 0)).Select(attribute => new XAttribute(attribute.Name, Short(attribute.Value)))));

    /// <summary>A tenth of a unit is finer than a pixel.</summary>
    private static string Short(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
