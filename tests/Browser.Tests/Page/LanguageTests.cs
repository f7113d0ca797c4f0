using System.Text.RegularExpressions;

namespace Browser.Tests.Page;

/// <summary>French and English.</summary>
public partial class LanguageTests : PageTest
{
    private Task<Dictionary<string, string>> Texts(string language) =>
        Page.EvaluateAsync<Dictionary<string, string>>($"import('/js/texts.{language}.js').then(module => module.default)");

    [Test]
    public async Task Both_languages_have_the_same_texts_with_the_same_values()
    {
        await Visit();

        var (english, french) = (await Texts("en"), await Texts("fr"));

        Assert.That(french.Keys, Is.EqualTo(english.Keys));
        Assert.That(english.Values.Concat(french.Values), Is.All.Not.Empty);
        Assert.That(
            english.Where(text => !Values(text.Value).SetEquals(Values(french[text.Key]))).Select(text => text.Key), Is.Empty);
    }

    [Test]
    public async Task Every_text_is_used_and_every_text_used_is_there()
    {
        await Visit();
        var known = (await Texts("en")).Keys;
        var sources = string.Concat(Directory.GetFiles(Repository.Page, "*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".html", StringComparison.Ordinal) || (path.EndsWith(".js", StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith("texts.", StringComparison.Ordinal)))
            .Select(File.ReadAllText));

        Assert.That(Key().Matches(sources).Select(match => match.Groups[1].Value).Distinct(), Is.SubsetOf(known));
        string[] composed = ["label.", "error.", "phase.", "figure.", "camera."];   // their last word comes from a variable
        Assert.That(
            known.Where(key => !composed.Any(start => key.StartsWith(start, StringComparison.Ordinal)))
                .Where(key => !sources.Contains($"'{key}'", StringComparison.Ordinal) && !sources.Contains($"\"{key}\"", StringComparison.Ordinal)),
            Is.Empty);
    }

    [Test]
    public async Task Every_class_has_a_name_in_both_languages()
    {
        await Visit();
        foreach (var language in (string[])["en", "fr"])
        {
            var texts = await Texts(language);
            Assert.That(Photos.Classes.Where(label => !texts.ContainsKey($"label.{label}")), Is.Empty, language);
        }
    }

    [Test]
    public async Task A_choice_of_language_changes_everything_and_is_kept()
    {
        await Visit();
        await SearchSample();

        await Button("Français").ClickAsync();

        await Expect(Title).ToHaveTextAsync("Robe, 93 %");
        await Expect(Page.Locator("#bars li").First).ToHaveTextAsync("Robe93 %");
        await Expect(Page.Locator("[data-figure=bytes] .int8")).ToHaveTextAsync("1,24 Mo");
        await Expect(Page.Locator("#searched")).ToContainTextAsync("1 000 articles parcourus");
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("lang", "fr");
        await Expect(Page).ToHaveTitleAsync("Fripe : recherche par photo");
        await Page.ReloadAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Trouvez-le par sa photo");
        await Expect(Button("Français")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    private static HashSet<string> Values(string text) => [.. Value().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Value();

    [GeneratedRegex(@"(?:\bt\(|data-t=|data-t-label=)['""]([\w.-]+)['""]")]
    private static partial Regex Key();
}
