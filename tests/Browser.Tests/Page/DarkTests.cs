namespace Browser.Tests.Page;

/// <summary>Light and dark.</summary>
public class DarkTests : PageTest
{
    protected override BrowserNewContextOptions Options => new(base.Options) { ColorScheme = ColorScheme.Dark };

    private Task<int> Brightness() => Page.EvaluateAsync<int>("() => { const c = document.createElement('canvas').getContext('2d'); c.fillStyle = getComputedStyle(document.body).backgroundColor; c.fillRect(0, 0, 1, 1); return c.getImageData(0, 0, 1, 1).data[0]; }");

    [Test]
    public async Task The_page_follows_the_system_until_the_switch_is_used_which_is_kept()
    {
        await Visit();
        await Expect(Button("Dark colours")).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.That(await Brightness(), Is.LessThan(40));

        await Button("Dark colours").ClickAsync();

        Assert.That(await Brightness(), Is.GreaterThan(220));
        await Page.ReloadAsync();
        await Expect(Button("Dark colours")).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.That(await Brightness(), Is.GreaterThan(220));
    }

    [Test]
    public async Task Text_stands_out_from_its_ground()
    {
        await Visit();
        await SearchSample();
        await Page.GetByRole(AriaRole.Radio, new() { Name = "fp32" }).CheckAsync();
        await Expect(Page.Locator("[data-figure=inference] .ratio")).Not.ToBeEmptyAsync();

        Assert.That(await Contrast.TooLow(Page), Is.Empty);
        await Screenshot("desktop-dark");
    }
}
