using Browser.Tests.Site;

namespace Browser.Tests.Assistant;

/// <summary>The page at the widths of a phone and of a desktop, in both languages, light and dark.</summary>
[TestFixture(1280, ColorScheme.Light)]
[TestFixture(1280, ColorScheme.Dark)]
[TestFixture(390, ColorScheme.Light)]
[TestFixture(320, ColorScheme.Dark)]
public class LookTests(int width, ColorScheme colours) : AssistantTest
{
    protected override BrowserNewContextOptions Options => new(base.Options) { ViewportSize = new() { Width = width, Height = 844 }, ColorScheme = colours };

    [Test]
    public async Task Nothing_is_wider_than_the_screen_and_each_language_speaks()
    {
        await Visit();
        await Ask("How do I reach customer service?");
        await Answered();
        await Fits();
        Assert.That(await Axe.SeriousFindings(Page), Is.Empty);
        await Screenshot($"assistant-{width}-{colours}");

        await Button("FR Français").ClickAsync();

        await Expect(Page.Locator("#title")).ToHaveTextAsync("Assistant");
        await Expect(Page.Locator("#memory-title")).ToHaveTextAsync("Mémoire du serveur");
        await Expect(Answer().Locator("small")).ToContainTextAsync("premier token");
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("lang", "fr");
        await Fits();
        await Screenshot($"assistant-{width}-{colours}-french");
    }

    [Test]
    public async Task The_question_is_in_sight_when_the_page_opens()
    {
        await Visit();

        await Expect(Page.Locator("#question")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(Page.Locator("#send")).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    private async Task Fits() => Assert.That(await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
}
