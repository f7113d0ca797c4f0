using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace House.Tests.Site;

/// <summary>The English and the French pages say the same, are all in the navigation, and their links lead somewhere.</summary>
public partial class SitePagesTests
{
    private static IEnumerable<string> Pages() => Language.English.Pages;

    private static IEnumerable<TestCaseData> PagesOfBoth() =>
        Language.Both.SelectMany(language => language.Pages.Select(page => new TestCaseData(language, page).SetArgDisplayNames($"docs/{language.Code}/{page}")));

    [Test]
    public void Both_languages_have_the_same_pages() =>
        Assert.That(Language.French.Pages, Is.EqualTo(Language.English.Pages));

    [TestCaseSource(nameof(Pages))]
    public void Both_languages_have_headings_of_the_same_levels_in_the_same_order(string page) =>
        Assert.That(MarkdownPage.Levels(Language.French.Read(page)), Is.EqualTo(MarkdownPage.Levels(Language.English.Read(page))), page);

    [TestCaseSource(nameof(Pages))]
    public void Both_languages_have_tables_of_the_same_shape(string page) =>
        Assert.That(Shapes(Language.French.Read(page)), Is.EqualTo(Shapes(Language.English.Read(page))), page);

    [TestCaseSource(nameof(Pages))]
    public void Both_languages_name_the_same_figures(string page)
    {
        var english = MarkdownPage.EnglishFigures(Written(Language.English.Read(page)));
        var french = MarkdownPage.FrenchFigures(Written(Language.French.Read(page)));

        Assert.That(french, Is.EqualTo(english), page);
    }

    [Test]
    public void Every_page_is_in_the_navigation_once_and_each_entry_is_a_page()
    {
        foreach (var language in Language.Both)
        {
            Assert.That(Navigation(language).Order(StringComparer.Ordinal), Is.EqualTo(language.Pages.Concat(Language.MadePages).Order(StringComparer.Ordinal)), language.Configuration);
        }
    }

    [Test]
    public void Both_navigations_have_the_same_order() =>
        Assert.That(Navigation(Language.French), Is.EqualTo(Navigation(Language.English)));

    [Test]
    public void Both_configurations_have_the_same_settings() =>
        Assert.That(Settings(Language.French), Is.EqualTo(Settings(Language.English)));

    [TestCaseSource(nameof(PagesOfBoth))]
    public void Links_lead_to_files_and_headings_of_the_same_language(object of, string page)
    {
        var language = (Language)of;
        var links = MarkdownPage.Links(language.Read(page)).ToList();

        Assert.That(links.Where(link => !Leads(language, page, link)), Is.Empty, $"docs/{language.Code}/{page}");
    }

    [Test]
    public void Links_of_the_repositorys_own_pages_lead_to_files()
    {
        var broken =
            from page in Directory.GetFiles(Tree.Root, "*.md")
            from link in MarkdownPage.Links(File.ReadAllText(page))
            let path = link.Split('#')[0]
            where path.Length > 0 && !File.Exists(Tree.At(path)) && !Directory.Exists(Tree.At(path))
            select $"{Path.GetFileName(page)}: {link}";

        Assert.That(broken, Is.Empty);
    }

    [TestCase("en")]
    [TestCase("fr")]
    public void The_analysis_sheet_to_download_asks_what_the_page_asks(string code)
    {
        var language = Language.Both.Single(language => language.Code == code);
        var page = MarkdownPage.WithoutCode(language.Read("teaching/analysis-sheet.md"));
        var sheet = System.Net.WebUtility.HtmlDecode(File.ReadAllText(Path.Combine(language.Folder, "downloads", "analysis-sheet.html")));

        var asked = page[page.IndexOf("\n## ", StringComparison.Ordinal)..].Split('\n')
            .SelectMany(line => line.StartsWith('|') ? line.Split('|') : [ListNumber().Replace(line.TrimStart('#', ' '), "")])
            .Select(text => text.Trim()).Where(text => text.Any(char.IsLetter)).ToList();

        Assert.That(asked, Has.Count.GreaterThan(30));
        Assert.That(asked.Where(text => !sheet.Contains($">{ListNumber().Replace(text, "")}<", StringComparison.Ordinal) && !sheet.Contains($". {text}<", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Nothing_of_the_site_comes_from_another_host()
    {
        foreach (var language in Language.Both)
        {
            var configuration = File.ReadAllText(language.Configuration);

            Assert.That(configuration, Does.Contain("font: false").And.Contain("use_directory_urls: false").And.Contain("strict: true").And.Not.Contain("http"));
        }

        foreach (var file in Directory.GetFiles(Tree.At("docs", "overrides"), "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".svg", StringComparison.Ordinal)))
        {
            Assert.That(File.ReadAllText(file), Does.Not.Contain("http"), file);
        }
    }

    private static bool Leads(Language language, string page, string link)
    {
        var (path, anchor) = link.Split('#') is [var file, var heading] ? (file, heading) : (link, "");
        var target = path.Length == 0 ? page : Path.GetRelativePath(language.Folder, Path.GetFullPath(Path.Combine(language.Folder, Path.GetDirectoryName(page)!, path))).Replace('\\', '/');
        return Language.MadePages.Contains(target) || (!target.StartsWith("..", StringComparison.Ordinal)
            && File.Exists(Path.Combine(language.Folder, target))
            && (anchor.Length == 0 || MarkdownPage.Headings(language.Read(target)).Select(Slug).Contains(anchor)));
    }

    private static IReadOnlyList<string> Navigation(Language language) =>
        [.. File.ReadLines(language.Configuration).SkipWhile(line => line != "nav:").Select(line => NavigationEntry().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];

    /// <summary>The configuration without what differs by language: comments, texts, names and folders.</summary>
    private static IReadOnlyList<string> Settings(Language language) =>
        [.. File.ReadLines(language.Configuration).TakeWhile(line => line != "nav:").Where(line => !line.StartsWith('#')).Select(line => Differing().Replace(line, "$1"))];

    /// <summary>The columns of each row of each table.</summary>
    private static IEnumerable<int> Shapes(string text) =>
        MarkdownPage.WithoutCode(text).Split('\n').Where(line => line.StartsWith('|')).Select(line => MarkdownPage.WithoutCodeSpans(line).Count(c => c == '|'));

    /// <summary>The page without its generated tables.</summary>
    private static string Written(string text) => Generated().Replace(text, "");

    /// <summary>As Python-Markdown's toc makes the id of a heading.</summary>
    private static string Slug(string heading)
    {
        var ascii = new string([.. heading.Normalize(NormalizationForm.FormKD).Where(c => c < 128 && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)]);
        return Blanks().Replace(NotWord().Replace(ascii, "").Trim().ToLowerInvariant(), "-");
    }

    [GeneratedRegex("<!-- figures:begin.*?figures:end -->", RegexOptions.Singleline)]
    private static partial Regex Generated();

    [GeneratedRegex(@"^ +- .*: ""?([\w/.-]+\.md)""?$")]
    private static partial Regex NavigationEntry();

    [GeneratedRegex(@"^( *(?:- )?(?:site_description|site_author|copyright|docs_dir|site_dir|language|lang|name):).*$")]
    private static partial Regex Differing();

    [GeneratedRegex(@"^\d+\. ")]
    private static partial Regex ListNumber();

    [GeneratedRegex(@"[^\w\s-]")]
    private static partial Regex NotWord();

    [GeneratedRegex(@"[-\s]+")]
    private static partial Regex Blanks();
}
