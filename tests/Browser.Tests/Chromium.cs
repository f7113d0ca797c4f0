
namespace Browser.Tests;

/// <summary>The one browser of the run: the system's own, headless, with a camera that it makes up and no way off this machine.</summary>
[SetUpFixture]
public sealed class Chromium
{
    private static readonly string[] Flags =
    [
        "--no-sandbox",   // root in a container has no other way
        "--use-fake-device-for-media-stream",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ];

    private static IPlaywright playwright = null!;

    /// <summary>Null where none could be started; then no test runs.</summary>
    public static IBrowser Browser { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        playwright = await Playwright.CreateAsync();
        try
        {
            Browser = await Launch("--use-fake-ui-for-media-stream");
        }
        catch (Exception failure) when (failure is PlaywrightException or FileNotFoundException)
        {
            MissingTool.Report($"No browser could be started: {failure.Message.Split('\n')[0].TrimEnd()}");
        }
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        playwright.Dispose();
    }

    /// <summary>A browser with more flags.</summary>
    public static Task<IBrowser> Launch(params string[] more) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Executable(),
        Channel = OperatingSystem.IsWindows() ? "msedge" : OperatingSystem.IsMacOS() ? "chrome" : null,
        Args = [.. Flags, .. more],
    });

    /// <summary>On Linux the package's file; elsewhere the browser that the system or its user installed is found by its channel.</summary>
    private static string? Executable()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        string[] known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];
        return known.FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"None of {string.Join(", ", known)} exists.");
    }
}
