namespace Frugal.Site.Diagrams;

/// <summary>Where a text stands at its point.</summary>
internal enum Align
{
    Start,
    Middle,
    End,
}

/// <summary>How a text looks: its CSS class, its size in the drawing's units, its weight and where it stands at its point.</summary>
internal sealed record TextStyle(string Class, double Size, bool Bold = false, Align Align = Align.Start)
{
    /// <summary>The smallest size. A drawing is 360 units wide and a phone shows it on 358 pixels, so this is 12 pixels.</summary>
    public const double Smallest = 12.5;

    public static TextStyle Heading { get; } = new("d-text", 14, Bold: true);

    public static TextStyle Plain { get; } = new("d-text", Smallest);

    public static TextStyle Strong { get; } = new("d-text", Smallest, Bold: true);

    public static TextStyle Soft { get; } = new("d-text-soft", Smallest);

    public static TextStyle Main { get; } = new("d-text-main", Smallest, Bold: true);

    public static TextStyle Accent { get; } = new("d-text-accent", Smallest, Bold: true);

    /// <summary>On a shape filled with <see cref="Ink.Main"/> or <see cref="Ink.Accent"/>.</summary>
    public static TextStyle OnFill { get; } = new("d-text-on", Smallest, Bold: true);

    public TextStyle Centred => this with { Align = Align.Middle };

    public TextStyle Ending => this with { Align = Align.End };
}

/// <summary>A text in a drawing.</summary>
/// <param name="Text">The text.</param>
/// <param name="Box">About the room that it takes; no usual font of a system is wider.</param>
/// <param name="Room">The box in which it must stay.</param>
internal sealed record PlacedText(string Text, Box Box, Box Room);
