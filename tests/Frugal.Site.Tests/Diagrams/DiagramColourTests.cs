using System.Globalization;
using System.Text.RegularExpressions;

namespace Frugal.Site.Tests.Diagrams;

/// <summary>The colours of the diagrams in <c>site.css</c> can be told apart in the light and in the dark theme (WCAG 2.2, 1.4.3 and 1.4.11).</summary>
public partial class DiagramColourTests
{
    private const string White = "#ffffff", Slate = "#2e303e";   // the grounds of the theme's schemes

    [TestCase("ink", "page"), TestCase("ink", "ground"), TestCase("soft", "page"), TestCase("soft", "ground"), TestCase("main", "page"), TestCase("main", "ground")]
    [TestCase("accent", "page"), TestCase("accent", "ground"), TestCase("accent", "accent-pale"), TestCase("on", "main"), TestCase("on", "accent")]
    public void Text_has_a_contrast_of_4_5_in_both_themes(string text, string ground) => Assert.That(Contrasts(text, ground), Is.All.GreaterThan(4.5));

    [TestCase("main", "main-pale"), TestCase("accent", "ground"), TestCase("main", "page")]
    public void Shapes_have_a_contrast_of_3_in_both_themes(string shape, string ground) => Assert.That(Contrasts(shape, ground), Is.All.GreaterThan(3));

    [Test]
    public void Both_themes_have_all_colours() => Assert.That(Colours(dark: true).Keys, Is.EquivalentTo(Colours(dark: false).Keys).And.Count.EqualTo(9));

    private static IEnumerable<double> Contrasts(string one, string other) => new[] { false, true }.Select(dark =>
    {
        var colours = Colours(dark);
        colours["page"] = dark ? Slate : White;
        var (first, second) = (Luminance(colours[one]), Luminance(colours[other]));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    });

    /// <summary>The variables <c>--d-NAME</c> of a theme.</summary>
    private static Dictionary<string, string> Colours(bool dark)
    {
        var css = File.ReadAllText(Tree.At("docs", "overrides", "assets", "site.css"));
        var block = Blocks().Matches(css).Single(block => block.Value.StartsWith(dark ? "[data-md-color-scheme" : ":root", StringComparison.Ordinal)).Value;
        return Variables().Matches(block).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
    }

    private static double Luminance(string colour) => new[] { (1, 0.2126), (3, 0.7152), (5, 0.0722) }.Sum(channel =>
    {
        var value = int.Parse(colour.AsSpan(channel.Item1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return channel.Item2 * (value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4));
    });

    [GeneratedRegex(@"^(:root|\[data-md-color-scheme=""slate""\]) \{\s*--d-[^}]*\}", RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex("--d-([a-z-]+): (#[0-9a-f]{6});")]
    private static partial Regex Variables();
}
