namespace Frugal.Site.Diagrams;

/// <summary>How wide a text is at most: the advance widths of DejaVu Sans, which is wider than the fonts of Windows, macOS and phones.</summary>
internal static class TextWidth
{
    private const double BoldFactor = 1.12;

    /// <summary>The width in the unit of the style's size.</summary>
    public static double Of(string text, TextStyle style) => text.Sum(Advance) * style.Size * (style.Bold ? BoldFactor : 1);

    private static double Advance(char letter) => letter switch
    {
        'i' or 'j' or 'l' or '\'' or '’' or 'î' or 'ï' => 0.28,
        ' ' or '\u00a0' or '.' or ',' or ':' or '·' => 0.34,
        'f' or 't' or 'I' or '(' or ')' or '-' or '²' => 0.40,
        'r' => 0.42,
        's' or 'z' or 'c' or 'ç' => 0.55,
        'm' or 'w' or '%' or 'M' or 'W' or 'œ' or '→' or '−' or '+' or '×' or '÷' or '=' or '≈' => 0.99,
        >= 'A' and <= 'Z' or 'É' or 'À' => 0.78,
        _ => 0.64,
    };
}
