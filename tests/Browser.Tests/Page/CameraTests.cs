using Frugal.Imaging;

namespace Browser.Tests.Page;

/// <summary>The camera, made up by the browser.</summary>
public class CameraTests : PageTest
{
    private const string Spy = """
        window.asked = []; window.tracks = [];
        const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async wanted => {
          asked.push(wanted.video.facingMode.ideal);
          const stream = await real(wanted);
          tracks.push(...stream.getTracks());
          return stream;
        };
        """;

    private ILocator Take => Button("Take the photo");

    /// <summary>Waits until every track of the camera has ended. The page's policy forbids the eval that Playwright's own waiting polls with.</summary>
    private async Task AllFree()
    {
        for (var patience = Patience.For(TimeSpan.FromSeconds(30)); !await Page.EvaluateAsync<bool>("tracks.length > 0 && tracks.every(track => track.readyState === 'ended')");)
        {
            Assert.That(patience.IsOver, Is.False, "the camera is still in use");
            await Page.WaitForTimeoutAsync(50);
        }
    }

    [Test]
    public async Task A_photo_is_taken_and_searched_and_the_camera_is_freed()
    {
        await Page.AddInitScriptAsync(Spy);
        await Visit();
        await Button("Use the camera").ClickAsync();
        await Expect(Take).ToBeEnabledAsync();
        await Screenshot("desktop-camera", whole: false);

        await Take.ClickAsync();

        await Found();
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await AllFree();
        Assert.That(Colours(Shop.Uploads.Single().Image), Is.GreaterThan(1), "the made-up camera shows more than one colour");
    }

    [Test]
    public async Task Front_and_back_are_chosen()
    {
        await Page.AddInitScriptAsync(Spy);
        await Visit();
        await Button("Use the camera").ClickAsync();
        await Expect(Take).ToBeEnabledAsync();

        await Page.GetByRole(AriaRole.Radio, new() { Name = "Front" }).CheckAsync();

        await Expect(Take).ToBeEnabledAsync();
        await Expect(Page.Locator("#video")).ToHaveClassAsync("mirrored");
        Assert.That(await Page.EvaluateAsync<string[]>("asked"), Is.EqualTo(new[] { "environment", "user" }));
        Assert.That(await Page.EvaluateAsync<int>("tracks.filter(track => track.readyState === 'live').length"), Is.EqualTo(1));
    }

    [Test]
    public async Task Escape_closes_the_camera_frees_it_and_gives_the_focus_back()
    {
        await Page.AddInitScriptAsync(Spy);
        await Visit();
        await Button("Use the camera").ClickAsync();
        await Expect(Take).ToBeEnabledAsync();

        await Page.Keyboard.PressAsync("Escape");

        await Expect(Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(Button("Use the camera")).ToBeFocusedAsync();
        await AllFree();
        Assert.That(Shop.Uploads, Is.Empty);
    }

    [TestCase("NotFoundError", "No camera was found. Choose a photo instead.")]
    [TestCase("NotReadableError", "Another application holds the camera. Close it there, then try again.")]
    public async Task A_camera_that_fails_is_a_sentence(string name, string sentence)
    {
        await Page.AddInitScriptAsync($"navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', '{name}'));");
        await Visit();

        await Button("Use the camera").ClickAsync();

        await Expect(Page.Locator("#camera-message")).ToHaveTextAsync(sentence);
        await Expect(Take).ToBeDisabledAsync();
    }

    [Test]
    public async Task A_page_that_may_have_no_camera_says_so()
    {
        await Page.AddInitScriptAsync("Object.defineProperty(navigator, 'mediaDevices', { value: undefined });");
        await Visit();

        await Button("Use the camera").ClickAsync();

        await Expect(Page.Locator("#camera-message")).ToHaveTextAsync("Browsers give the camera to https pages alone. Choose a photo instead.");
    }

    private static int Colours(RgbImage image) =>
        Enumerable.Range(0, image.Width / 8).Select(x => (image[x * 8, image.Height / 2][0] / 32, image[x * 8, image.Height / 2][1] / 32)).Distinct().Count();
}
