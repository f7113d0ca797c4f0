namespace Frugal.Site.Diagrams;

/// <summary>The CSS classes of shapes. <c>docs/overrides/assets/site.css</c> gives them their colours in the light and in the dark theme.</summary>
internal static class Ink
{
    /// <summary>Filled with the theme's colour: what the picture is about.</summary>
    public const string Main = "d-main";

    /// <summary>The same, pale, with an outline.</summary>
    public const string MainPale = "d-main-pale";

    /// <summary>Filled with the second colour: what is lost, or must be looked at.</summary>
    public const string Accent = "d-accent";

    /// <summary>The same, pale, with an outline.</summary>
    public const string AccentPale = "d-accent-pale";

    /// <summary>A quiet ground behind other shapes, without outline.</summary>
    public const string Ground = "d-ground";

    /// <summary>A quiet box with an outline.</summary>
    public const string Quiet = "d-quiet";

    /// <summary>Filled with a quiet colour: the surroundings of what the picture is about.</summary>
    public const string Faint = "d-faint";

    /// <summary>An outline of dashes: what is no longer there.</summary>
    public const string Gone = "d-gone";

    /// <summary>Filled with the text's colour.</summary>
    public const string Dark = "d-dark";

    public const string MainLine = "d-main-line";

    public const string AccentLine = "d-accent-line";

    public const string AccentDashes = "d-accent-dashes";

    public const string DarkLine = "d-dark-line";

    public const string FaintLine = "d-faint-line";

    /// <summary>So fine that many of them make a grey.</summary>
    public const string Hair = "d-hair";

    /// <summary>A connection of one weight.</summary>
    public const string Thin = "d-thin";

    /// <summary>A connection of several weights.</summary>
    public const string Thick = "d-thick";

    /// <summary>The theme's colour in three strengths, weakest first.</summary>
    public static IReadOnlyList<string> Tints { get; } = ["d-tint-1", "d-tint-2", "d-tint-3"];

    /// <summary>A filled shape with a fine edge in the ground's colour: shapes that overlap stay apart.</summary>
    public static string Ringed(string fill) => $"{fill} d-ring";

    /// <summary>The fill of an arrow's head, by the class of its line.</summary>
    public static string Head(string line) => line switch
    {
        MainLine => Main,
        AccentLine or AccentDashes => Accent,
        _ => Dark,
    };
}
