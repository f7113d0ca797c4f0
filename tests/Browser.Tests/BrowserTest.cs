namespace Browser.Tests;

/// <summary>A test of pages in the browser. Whatever else it tests, the pages must log no error and request nothing from another origin.</summary>
[Category("Machine")]
public abstract class BrowserTest
{
    private readonly List<string> errors = [];
    private readonly List<string> strangers = [];

    /// <summary>Where the pages are, with a slash at its end.</summary>
    protected string Address { get; private set; } = "";

    protected IBrowserContext Context { get; private set; } = null!;

    protected IPage Page { get; private set; } = null!;

    /// <summary>How the browser is set: the width of a desktop, English, light, all that moves moves.</summary>
    protected virtual BrowserNewContextOptions Options => new()
    {
        ViewportSize = new() { Width = 1280, Height = 900 },
        Locale = "en-GB",
        ColorScheme = ColorScheme.Light,
        ReducedMotion = ReducedMotion.NoPreference,
    };

    protected virtual IBrowser Browser => Chromium.Browser;

    /// <summary>Set where a test has the server refuse: the browser then logs the refusal itself.</summary>
    protected bool RefusalsExpected { get; set; }

    [SetUp]
    public async Task Open()
    {
        RefusalsExpected = false;
        errors.Clear();
        strangers.Clear();
        Address = await OpenAddress();
        Context = await Browser.NewContextAsync(Options);
        var limit = (float)Patience.Now(TimeSpan.FromSeconds(30)).TotalMilliseconds;   // spent only where a test fails
        Context.SetDefaultTimeout(limit);
        SetDefaultExpectTimeout(limit);
        Page = await Context.NewPageAsync();
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                errors.Add(message.Text);
            }
        };
        Page.PageError += (_, error) => errors.Add(error);
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Address, StringComparison.Ordinal) && !request.Url.StartsWith("blob:" + Address, StringComparison.Ordinal))
            {
                strangers.Add(request.Url);
            }
        };
    }

    [TearDown]
    public async Task Close()
    {
        try
        {
            Assert.That(strangers, Is.Empty, "requests to another origin");
            Assert.That(errors.Where(error => !IsExpected(error)), Is.Empty, "errors in the console");
        }
        finally
        {
            await Context.CloseAsync();
            await CloseAddress();
        }
    }

    /// <summary>Whether a message of the console is no fault of the page.</summary>
    protected virtual bool IsExpected(string error) => RefusalsExpected && error.StartsWith("Failed to load resource", StringComparison.Ordinal);

    /// <summary>For a test that provokes errors and strange requests of its own.</summary>
    protected void Forget()
    {
        errors.Clear();
        strangers.Clear();
    }

    /// <summary>Prepares what the browser is to open; returns its address.</summary>
    protected abstract Task<string> OpenAddress();

    protected virtual ValueTask CloseAddress() => ValueTask.CompletedTask;

    protected ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Keeps a picture of the whole page among the artifacts.</summary>
    protected async Task Screenshot(string name, bool whole = true)
    {
        await Page.EvaluateAsync("() => Promise.allSettled([...document.images].filter(i => i.getAttribute('src')).map(i => i.decode()))");
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screenshots, name + ".png"), FullPage = whole, Animations = ScreenshotAnimations.Disabled });
    }
}
