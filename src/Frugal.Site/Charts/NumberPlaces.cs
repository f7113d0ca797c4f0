using Frugal.Site.Diagrams;

namespace Frugal.Site.Charts;

/// <summary>Finds places for texts beside points.</summary>
/// <param name="plot">The box in which all texts stay.</param>
/// <param name="points">What a text must not cover.</param>
/// <param name="surroundings">What a text had better not cover.</param>
internal sealed class NumberPlaces(Box plot, IReadOnlyList<Box> points, IReadOnlyList<Box> surroundings)
{
    private const double Air = 2, Apart = 3;

    /// <summary>The texts placed so far, with the distance that others keep.</summary>
    private readonly List<Box> texts = [];

    /// <summary>Takes the best place for a text.</summary>
    /// <param name="dots">The points that it names.</param>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    public Box Take(IEnumerable<Box> dots, double width, double height)
    {
        Box[] own = [.. dots];
        Box[] foreign = [.. points.Except(own)];
        var place = Around(own, width, height).Where(plot.Holds).Index().MinBy(place =>
            100 * (Covered(place.Item, points) + Covered(place.Item, texts)) + 20 * Covered(place.Item.Inside(-2 * Apart), foreign) + 8 * Covered(place.Item, surroundings) + place.Index).Item;
        texts.Add(place.Inside(-Apart));
        return place;
    }

    private static int Covered(Box place, IEnumerable<Box> boxes) => boxes.Count(place.Overlaps);

    /// <summary>Above, below, beside and at the corners, the nearest first; of points one above the other, first beside.</summary>
    private static IEnumerable<Box> Around(Box[] dots, double width, double height)
    {
        var (left, right, top, bottom) = (dots.Min(dot => dot.X), dots.Max(dot => dot.Right), dots.Min(dot => dot.Y), dots.Max(dot => dot.Bottom));
        var (middle, centre) = ((left + right - width) / 2, (top + bottom - height) / 2);
        foreach (var away in new[] { Air, 6, 12 })
        {
            var (above, below, before, after) = (top - away - height, bottom + away, left - away - width, right + away);
            (double X, double Y)[] ends = [(middle, above), (middle, below)], sides = [(after, centre), (before, centre)];
            var corner = (away + Air) / 2;
            foreach (var (x, y) in (bottom - top > 1.3 * (right - left) ? sides.Concat(ends) : ends.Concat(sides)).Concat([(right + corner - Air, above), (left - corner + Air - width, above), (right + corner - Air, below), (left - corner + Air - width, below)]))
            {
                yield return new(x, y, width, height);
            }
        }
    }
}
