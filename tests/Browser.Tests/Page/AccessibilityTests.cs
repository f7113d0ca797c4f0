using System.Text.Json;
using Browser.Tests.Shop;

namespace Browser.Tests.Page;

/// <summary>Without a mouse, and without eyes.</summary>
public class AccessibilityTests : PageTest
{
    private static readonly string[] NeedNames = ["button", "link", "radio", "radiogroup", "group", "textbox", "image", "img", "heading", "dialog", "progressbar", "ProgressIndicator", "region"];

    private Task<string> Focused() => Page.EvaluateAsync<string>("(document.activeElement.getAttribute('aria-label') ?? (document.activeElement.value === 'on' ? '' : document.activeElement.value) ?? '') || document.activeElement.textContent.trim()");

    [Test]
    public async Task The_keyboard_alone_is_enough()
    {
        await Visit();
        await Page.Keyboard.PressAsync("Tab");
        Assert.That(await Focused(), Is.EqualTo("Skip to the search"));
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Button("Choose a photo")).ToBeFocusedAsync();
        List<string> order = [];
        for (var i = 0; i < 4; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            order.Add(await Focused());
        }

        Assert.That(order, Is.EqualTo(new[] { "Use the camera", "Sample: Dress", "Sample: Hat", $"Sample: {LabelOfThirdSample}" }));
        await Page.Keyboard.PressAsync("Enter");
        await Found();
        for (var i = 0; i < StubShop.Samples - 2; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.That(await Focused(), Is.EqualTo("int8"));
        await Page.Keyboard.PressAsync("ArrowRight");
        await Expect(Page.Locator("[data-figure=inference] .fp32")).ToHaveTextAsync("0.92 ms");
        await Page.Keyboard.PressAsync("Tab");
        Assert.That(await Focused(), Is.EqualTo("Measure both 10 times"));
        await Expect(Button("Dress, 94% alike. Search with this article.")).ToBeVisibleAsync();      // the articles come after the prediction
        await Page.Keyboard.PressAsync("Tab");
        Assert.That(await Focused(), Is.EqualTo("Dress, 94% alike. Search with this article."));
        await Page.RunAndWaitForRequestAsync(() => Page.Keyboard.PressAsync("Enter"), request => request.Url.Contains("/api/similar", StringComparison.Ordinal));
    }

    [Test]
    public async Task Focus_stays_in_its_place_among_the_articles_when_others_take_theirs()
    {
        await Visit();
        await SearchSample();
        var (asked, answered) = (new TaskCompletionSource(), new TaskCompletionSource());
        Shop.OnSimilar = async context =>
        {
            asked.SetResult();
            await answered.Task.WaitAsync(context.RequestAborted);
            return null;
        };
        await Page.GetByRole(AriaRole.Radio, new() { Name = "fp32" }).CheckAsync();
        await Patience.For(TimeSpan.FromSeconds(30)).WaitAsync(asked.Task, "the request");
        var before = await Page.Locator("#articles button").Nth(2).ElementHandleAsync();
        await before.FocusAsync();

        answered.SetResult();

        await Expect(Page.Locator("#busy")).ToBeHiddenAsync();
        Assert.That(await before.EvaluateAsync<bool>("button => button.isConnected"), Is.False, "the articles were drawn anew");
        await Expect(Page.Locator("#articles button").Nth(2)).ToBeFocusedAsync();
    }

    private static string LabelOfThirdSample => "Long-sleeved top";

    [Test]
    public async Task Focus_is_seen()
    {
        await Visit();
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Tab");

        Assert.That(await Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth"), Is.EqualTo("solid3px"));
    }

    [Test]
    public async Task Everything_that_a_screen_reader_meets_has_a_name()
    {
        await Visit();
        await SearchSample();
        var found = await Nodes();
        await Button("Use the camera").ClickAsync();
        await Expect(Button("Take the photo")).ToBeEnabledAsync();

        found = [.. found, .. await Nodes()];

        Assert.That(found, Has.Count.GreaterThan(40));
        Assert.That(found.Where(node => string.IsNullOrWhiteSpace(node.Name)).Select(node => node.Role), Is.Empty);
    }

    [Test]
    public async Task The_answer_reads_in_its_order()
    {
        await Visit();
        await SearchSample();

        await Expect(Page.GetByRole(AriaRole.Main)).ToMatchAriaSnapshotAsync("""
            - heading "Find it by its photo" [level=1]
            - region "Your photo":
              - heading "Your photo" [level=2]
              - img "Your photo"
              - button "Choose a photo"
              - button "Use the camera"
              - heading "No photo at hand? Try one of these" [level=3]
              - list
            - region "Dress, 93%":
              - heading "Dress, 93%" [level=2]
              - list:
                - listitem: Dress 93%
              - group "The model":
                - table:
                  - rowgroup:
                    - row:
                      - columnheader "int8":
                        - radio "int8" [checked]
                      - columnheader "fp32":
                        - radio "fp32"
                - button "Measure both 10 times"
            - region "Similar articles":
              - heading "Similar articles" [level=2]
              - list:
                - listitem:
                  - button "Dress, 94% alike. Search with this article."
            """);
    }

    [Test]
    public async Task Text_stands_out_from_its_ground()
    {
        await Visit();
        await SearchSample();
        await Choose("a letter home"u8.ToArray(), "notes.txt", "text/plain");
        await Expect(Problem).ToContainTextAsync("not a picture");

        Assert.That(await Contrast.TooLow(Page), Is.Empty);
    }

    /// <summary>The nodes of the browser's accessibility tree whose role asks for a name.</summary>
    private async Task<List<(string Role, string? Name)>> Nodes()
    {
        var session = await Context.NewCDPSessionAsync(Page);
        var tree = await session.SendAsync("Accessibility.getFullAXTree");
        return [.. tree!.Value.GetProperty("nodes").EnumerateArray()
            .Where(node => !node.GetProperty("ignored").GetBoolean())
            .Select(node => (Role: Text(node, "role") ?? "", Name: Text(node, "name")))
            .Where(node => NeedNames.Contains(node.Role))];
    }

    private static string? Text(JsonElement node, string property) =>
        node.TryGetProperty(property, out var value) && value.TryGetProperty("value", out var text) ? text.GetString() : null;
}
