using System.Text.RegularExpressions;

namespace House.Tests.Site;

/// <summary>The changelog and its French translation say the same: the site shows each in its language.</summary>
public partial class ChangelogTests
{
    private static readonly string English = File.ReadAllText(Tree.At("CHANGELOG.md")), French = File.ReadAllText(Tree.At("CHANGELOG.fr.md"));

    [Test]
    public void Both_have_the_same_headings_and_as_many_entries_below_each()
    {
        Assert.That(MarkdownPage.Levels(French), Is.EqualTo(MarkdownPage.Levels(English)));
        Assert.That(Entries(French).CountBy(entry => entry.Section), Is.EqualTo(Entries(English).CountBy(entry => entry.Section)));
        Assert.That(Entries(English).Count(), Is.GreaterThan(100));
    }

    [Test]
    public void Each_entry_names_the_same_code_in_both()
    {
        foreach (var (english, french) in Entries(English).Zip(Entries(French)))
        {
            Assert.That(MarkdownPage.CodeSpans(Placeholders(french.Text)), Is.EqualTo(MarkdownPage.CodeSpans(Placeholders(english.Text))), english.Text);
        }
    }

    [Test]
    public void Both_name_the_same_figures() =>
        Assert.That(MarkdownPage.FrenchFigures(MarkdownPage.WithoutCodeSpans(French)), Is.EqualTo(MarkdownPage.EnglishFigures(MarkdownPage.WithoutCodeSpans(English))));

    [Test]
    public void The_site_shows_each_in_its_language()
    {
        Assert.That(File.ReadAllText(Tree.At("docs", "en", "changelog.md")), Is.EqualTo("--8<-- \"CHANGELOG.md\"\n"));
        Assert.That(File.ReadAllText(Tree.At("docs", "fr", "changelog.md")), Is.EqualTo("--8<-- \"CHANGELOG.fr.md\"\n"));
    }

    /// <summary>The items of lists and the rows of tables with the lines that continue them, and the number of the heading or group of entries above them.</summary>
    private static IEnumerable<(int Section, string Text)> Entries(string text)
    {
        var section = 0;
        foreach (var block in Blocks().Split(text.ReplaceLineEndings("\n")))
        {
            section += Start().IsMatch(block) ? 0 : 1;
            if (Start().IsMatch(block))
            {
                yield return (section, block);
            }
        }
    }

    /// <summary>Words that stand for something, and folders of a language.</summary>
    private static string Placeholders(string text) => text
        .Replace("DOSSIER", "FOLDER", StringComparison.Ordinal).Replace("COMMANDE", "COMMAND", StringComparison.Ordinal).Replace("NOM", "NAME", StringComparison.Ordinal)
        .Replace("docs/fr/", "docs/en/", StringComparison.Ordinal);

    [GeneratedRegex(@"\n(?=\n|#| *- | *\|)")]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^\s*(- |\|)")]
    private static partial Regex Start();
}
