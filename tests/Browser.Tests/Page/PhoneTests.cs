namespace Browser.Tests.Page;

/// <summary>A phone's screen, 390 pixels wide, and the narrowest that is sold, 320.</summary>
[TestFixture(390)]
[TestFixture(320)]
public class PhoneTests(int width) : PageTest
{
    protected override BrowserNewContextOptions Options => new(base.Options)
    {
        ViewportSize = new() { Width = width, Height = 844 },
        DeviceScaleFactor = 2,
        HasTouch = true,
        IsMobile = true,
    };

    [Test]
    public async Task Nothing_is_wider_than_the_screen()
    {
        await Visit();
        await Expect(Page.GetByText("Tap to choose a photo")).ToBeVisibleAsync();
        await Expect(Page.GetByText("Drop a photo here")).ToBeHiddenAsync();
        await Fits("empty");
        await Screenshot($"phone-{width}-empty");

        await SearchSample();
        await Page.GetByRole(AriaRole.Radio, new() { Name = "fp32" }).CheckAsync();
        await Expect(Page.Locator("[data-figure=inference] .ratio")).Not.ToBeEmptyAsync();
        await Fits("answer");
        await Screenshot($"phone-{width}-result");

        await Choose("a letter home"u8.ToArray(), "notes.txt", "text/plain");
        await Expect(Problem).ToContainTextAsync("not a picture");
        await Expect(Problem).ToBeInViewportAsync(new() { Ratio = 1 });
        await Fits("error");
        await Screenshot($"phone-{width}-error", whole: false);

        await Button("Français").ClickAsync();
        await Fits("French");
        await Screenshot($"phone-{width}-french", whole: false);

        await Button("Caméra").ClickAsync();
        await Expect(Button("Prendre la photo")).ToBeEnabledAsync();
        await Fits("camera");
        await Screenshot($"phone-{width}-camera", whole: false);
    }

    [Test]
    public async Task Everything_to_touch_is_large_enough_for_a_finger()
    {
        await Visit();
        await SearchSample();

        var small = await Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('button, label:has(input)')].filter(element => element.checkVisibility())
              .map(element => [element, element.getBoundingClientRect()])
              .filter(([, box]) => box.width < 36 || box.height < 36)
              .map(([element, box]) => `${element.textContent.trim()} ${box.width}x${box.height}`)
            """);

        Assert.That(small, Is.Empty);
    }

    private async Task Fits(string state) =>
        Assert.That(await Page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"), Is.LessThanOrEqualTo(width), state);
}
