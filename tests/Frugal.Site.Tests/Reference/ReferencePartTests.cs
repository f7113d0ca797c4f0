using System.Text.RegularExpressions;
using Frugal.Site.Building;
using Frugal.Site.Reference;

namespace Frugal.Site.Tests.Reference;

/// <summary>The reference of the real libraries: their assemblies are read, none is run.</summary>
public partial class ReferencePartTests
{
    private const int LargestPage = 300_000;

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<SiteLanguage, Dictionary<string, string>> pages = [];

    [OneTimeSetUp]
    public async Task Write()
    {
        var stage = SiteStage.Of(Tree.Root) with { Pages = folder.Path };
        foreach (var language in SiteLanguage.Both)
        {
            stage.Write(language, "reference/frugal-gone.md", "# A namespace of last year");
        }

        await new ReferencePart().AddAsync(stage, CancellationToken.None);
        foreach (var language in SiteLanguage.Both)
        {
            pages[language] = Directory.GetFiles(Path.Combine(stage.Folder(language), "reference")).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        }
    }

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void Every_public_type_of_the_libraries_has_its_place()
    {
        var types =
            from library in ReferenceLibrary.All
            from line in File.ReadLines(Tree.At("tests", "House.Tests", "Api", library.Name + ".txt"))
            where line.StartsWith("T ", StringComparison.Ordinal)
            select line[2..line.IndexOf(": ", StringComparison.Ordinal)];
        var headings = pages[SiteLanguage.English].Values.SelectMany(page => Type().Matches(page).Select(match => $"{page[2..page.IndexOf('\n', StringComparison.Ordinal)]}.{match.Groups[1].Value}"))
            .Select(name => name.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal)).ToList();

        Assert.That(headings.Order(StringComparer.Ordinal), Is.EqualTo(types.Order(StringComparer.Ordinal)));
    }

    [Test]
    public void Both_languages_have_the_same_pages_headings_and_signatures()
    {
        Assert.That(pages[SiteLanguage.French].Keys, Is.EquivalentTo(pages[SiteLanguage.English].Keys));
        foreach (var (name, english) in pages[SiteLanguage.English])
        {
            var french = pages[SiteLanguage.French][name];

            Assert.That(Levels(french), Is.EqualTo(Levels(english)), name);
            Assert.That(Fence().Matches(french).Select(match => match.Value), Is.EqualTo(Fence().Matches(english).Select(match => match.Value)), name);
        }
    }

    [Test]
    public void Every_link_leads_to_a_page_and_an_anchor_that_is_there_once()
    {
        foreach (var all in pages.Values)
        {
            var anchors = all.ToDictionary(page => page.Key, page => Anchor().Matches(page.Value).Select(match => match.Groups[1].Value).ToList());
            var broken =
                from page in all
                from Match link in Link().Matches(page.Value)
                let target = link.Groups[1].Value.Length > 0 ? link.Groups[1].Value : page.Key
                where !anchors.TryGetValue(target, out var there) || (link.Groups[2].Success && !there.Contains(link.Groups[2].Value))
                select $"{page.Key}: {link.Value}";

            Assert.That(anchors.SelectMany(page => page.Value.GroupBy(anchor => anchor).Where(group => group.Count() > 1).Select(group => $"{page.Key}#{group.Key}")), Is.Empty);
            Assert.That(broken, Is.Empty);
        }
    }

    [Test]
    public void The_index_leads_to_every_page()
    {
        foreach (var all in pages.Values)
        {
            var named = Link().Matches(all["index.md"]).Select(match => match.Groups[1].Value).Distinct();

            Assert.That(named, Is.EquivalentTo(all.Keys.Except(["index.md"])));
        }
    }

    [Test]
    public void No_page_is_large() =>
        Assert.That(pages.Values.SelectMany(all => all).Where(page => page.Value.Length > LargestPage).Select(page => $"{page.Key}: {page.Value.Length}"), Is.Empty);

    [Test]
    public void The_page_of_a_namespace_that_is_gone_is_removed() =>
        Assert.That(pages.Values.SelectMany(all => all.Keys), Has.None.EqualTo("frugal-gone.md"));

    [Test]
    public void No_comment_names_what_does_not_exist() =>
        Assert.That(pages[SiteLanguage.English].Where(page => page.Value.Contains("!:", StringComparison.Ordinal)).Select(page => page.Key), Is.Empty);

    private static IEnumerable<int> Levels(string page) => Heading().Matches(Fence().Replace(page, "")).Select(match => match.Groups[1].Length);

    [GeneratedRegex("^## (.+) \\{ #.+ \\}$", RegexOptions.Multiline)]
    private static partial Regex Type();

    [GeneratedRegex("^(#{1,6}) ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\{ #(\S+) \}")]
    private static partial Regex Anchor();

    [GeneratedRegex(@"\]\(([\w.-]*)(?:#([\w-]+))?\)")]
    private static partial Regex Link();
}
