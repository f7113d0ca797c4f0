using System.Text.Json;
using Frugal.Site.Checks.Figures;
using Frugal.Site.Diagrams;

namespace Frugal.Site.Charts;

/// <summary>A bar.</summary>
/// <param name="Label">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Text">The figure as the table writes it.</param>
internal sealed record Bar(string Label, double Value, string Text);

/// <summary>Bars of one unit.</summary>
internal sealed record BarGroup(string Heading, IReadOnlyList<Bar> Bars)
{
    /// <summary>Whether the longest bar is the best; otherwise it is the shortest.</summary>
    public bool MostIsBest { get; init; }

    /// <summary>The bar that is drawn in the theme's full colour.</summary>
    public Bar Best => MostIsBest ? Bars.MaxBy(bar => bar.Value)! : Bars.MinBy(bar => bar.Value)!;
}

/// <summary>Some figures of a committed result as bars from zero, grouped by their units.</summary>
internal sealed class BarChart : Diagram
{
    private const double Left = 8, Right = 352, WidestInLine = 60;
    private const double FirstY = 34, HeadingHeight = 26, Gap = 12, BarHeight = 16;

    private readonly CommittedResult result;
    private readonly Func<JsonElement, FigureLanguage, IReadOnlyList<BarGroup>> groups;
    private readonly bool inLine;

    /// <param name="name">The name of the figures.</param>
    /// <param name="result">The result of which they are.</param>
    /// <param name="subject">What is compared.</param>
    /// <param name="groups">The bars.</param>
    public BarChart(string name, CommittedResult result, Translated subject, Func<JsonElement, FigureLanguage, IReadOnlyList<BarGroup>> groups)
    {
        Name = name;
        this.result = result;
        this.groups = groups;
        inLine = SiteLanguage.Both.SelectMany(language => Groups(FigureLanguage.Of(language))).SelectMany(group => group.Bars).All(bar => Width(bar.Label) <= WidestInLine);
        Wording = new()
        {
            { "title", $"{subject.English}: {result.Processor(FigureLanguage.English)}", $"{subject.French} : {result.Processor(FigureLanguage.French)}" },
            { "description", Spoken(FigureLanguage.English), Spoken(FigureLanguage.French) },
        };
    }

    public override string Name { get; }

    public override Wording Wording { get; }

    public override double Height => FirstY + Groups(FigureLanguage.English).Sum(group => HeadingHeight + group.Bars.Count * Pitch + Gap) - Gap;

    private double Pitch => inLine ? BarHeight + 8 : BarHeight + 28;

    public override void Draw(Drawing drawing, Words words)
    {
        var language = FigureLanguage.Of(words.Language);
        drawing.Text(new Point(Left, 20), result.Processor(language), TextStyle.Heading);
        var y = FirstY;
        foreach (var group in Groups(language))
        {
            y = Draw(drawing, group, y) + Gap;
        }
    }

    /// <summary>Draws a group from <paramref name="y"/> on; returns where it ends.</summary>
    private double Draw(Drawing drawing, BarGroup group, double y)
    {
        drawing.Text(new Point(Left, y + 15), group.Heading, TextStyle.Soft);
        y += HeadingHeight;
        var start = inLine ? Left + group.Bars.Max(bar => Width(bar.Label)) + 8 : Left;
        var longest = Right - start - 8 - group.Bars.Max(bar => Width(bar.Text));
        foreach (var bar in group.Bars)
        {
            var top = inLine ? y : y + 18;
            var box = new Box(start, top, Math.Max(1, longest * bar.Value / group.Bars.Max(other => other.Value)), BarHeight);
            drawing.Text(inLine ? new Point(Left, top + 12.5) : new Point(Left, y + 12.5), bar.Label, TextStyle.Plain);
            drawing.Rectangle(box, bar == group.Best ? Ink.Main : Ink.MainPale, 2);
            drawing.Text(new Point(box.Right + 8, top + 12.5), bar.Text, bar == group.Best ? TextStyle.Main : TextStyle.Strong);
            y += Pitch;
        }

        return y;
    }

    private IReadOnlyList<BarGroup> Groups(FigureLanguage language) => groups(result.Root, language);

    private string Spoken(FigureLanguage language) =>
        string.Join(language["; "], Groups(language).Select(group => $"{group.Heading}{language[": "]}{string.Join(", ", group.Bars.Select(bar => $"{bar.Label} {bar.Text}"))}")) + ".";

    private static double Width(string text) => TextWidth.Of(text, TextStyle.Strong);
}
