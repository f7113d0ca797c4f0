namespace Browser.Tests.Site;

/// <summary>A width and a colour scheme in which readers see the site.</summary>
internal sealed record Appearance(int Width, ColorScheme Scheme)
{
    public static readonly Appearance DesktopLight = new(1280, ColorScheme.Light);

    /// <summary>Both widths and both colour schemes, each once.</summary>
    public static readonly Appearance[] Two = [DesktopLight, new(390, ColorScheme.Dark)];

    /// <summary>Each width in each colour scheme.</summary>
    public static readonly Appearance[] All = [.. Two, new(390, ColorScheme.Light), new(1280, ColorScheme.Dark)];

    public ViewportSize Viewport => new() { Width = Width, Height = Width < 600 ? 844 : 800 };

    /// <summary>The theme's name for the colour scheme.</summary>
    public string Theme => Scheme == ColorScheme.Dark ? "slate" : "default";

    /// <summary>Shows an open page so, with the site's own switch of themes; a page without the switch follows the system.</summary>
    public async Task Apply(IPage page)
    {
        await page.SetViewportSizeAsync(Viewport.Width, Viewport.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = Scheme });
        var choice = page.Locator($"input[name=__palette][data-md-color-scheme={Theme}]");
        if (await choice.CountAsync() > 0)
        {
            await choice.DispatchEventAsync("click");
            await Expect(page.Locator("body")).ToHaveAttributeAsync("data-md-color-scheme", Theme);
        }
    }

    public override string ToString() => $"{Width}-{Scheme}".ToLowerInvariant();
}
