namespace Browser.Tests.Page;

/// <summary>The camera in a browser whose user refuses it.</summary>
public class RefusedCameraTests : PageTest
{
    private IBrowser refusing = null!;

    protected override IBrowser Browser => refusing;

    [OneTimeSetUp]
    public async Task Launch() => refusing = await Chromium.Launch("--use-fake-ui-for-media-stream=deny");

    [OneTimeTearDown]
    public async Task Quit() => await refusing.CloseAsync();

    [Test]
    public async Task A_refused_camera_is_a_sentence_with_a_way_on()
    {
        await Visit();

        await Button("Use the camera").ClickAsync();

        await Expect(Page.Locator("#camera-message")).ToHaveTextAsync("The camera was not allowed. Allow it in the browser’s site settings, or choose a photo instead.");
        await Expect(Button("Take the photo")).ToBeDisabledAsync();
        await Screenshot("desktop-camera-refused", whole: false);
    }
}
