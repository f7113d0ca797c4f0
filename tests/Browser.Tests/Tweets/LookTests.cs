using Browser.Tests.Site;
using Contrast = Browser.Tests.Page.Contrast;

namespace Browser.Tests.Tweets;

/// <summary>The dashboard at the widths of phones and of a desktop, in both languages, light and dark.</summary>
[TestFixture(1280, ColorScheme.Light)]
[TestFixture(1280, ColorScheme.Dark)]
[TestFixture(390, ColorScheme.Light)]
[TestFixture(320, ColorScheme.Dark)]
public class LookTests(int width, ColorScheme colours) : TweetsTest
{
    private const string Broken = "id,text,created_at\n1,\"No network since noon, it is an emergency\",2026-01-05T06:00:00Z\n2,,2026-01-05T07:00:00Z\n3,one,two,three\n1,Thanks for the quick help!,2026-01-05T08:00:00Z\n4,Thanks for the quick help!,2026-01-05T09:00:00Z\n";

    protected override BrowserNewContextOptions Options => new(base.Options) { ViewportSize = new() { Width = width, Height = 844 }, ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce };   // no colour is read halfway through a change

    [Test]
    public async Task Nothing_is_wider_than_the_screen_in_either_language()
    {
        await Visit();
        await Fits("empty");

        await Sample();
        await Fits("sample");
        Assert.That(await Axe.SeriousFindings(Page), Is.Empty);

        await Choose(Broken);
        await Expect(Page.Locator("#reject-rows li")).ToHaveCountAsync(3);
        await Choose("a,b\n1,2\n");
        await Expect(Problem).ToContainTextAsync("line 1");
        await Fits("rejects");

        await Button("FR Français").ClickAsync();
        await Expect(Page.Locator("#title")).ToHaveTextAsync("Classer des tweets");
        await Expect(Page.Locator("#reject-rows")).ToContainTextAsync("identifiant déjà rencontré");
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("lang", "fr");
        await Fits("french");
        Assert.That(await Axe.SeriousFindings(Page), Is.Empty);
        RefusalsExpected = true;
    }

    private async Task Fits(string name)
    {
        Assert.That(await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), name);
        Assert.That(await Contrast.TooLow(Page), Is.Empty, name);
        await Screenshot($"tweets-{width}-{colours}-{name}");
    }
}
