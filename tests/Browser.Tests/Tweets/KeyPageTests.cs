using Browser.Tests.Site;

namespace Browser.Tests.Tweets;

/// <summary>A dashboard that wants a key.</summary>
public class KeyPageTests : TweetsTest
{
    private const string Key = "a-key-for-the-tests-0123456789";

    protected override string[] Settings => [$"--Dashboard:ApiKey={Key}"];

    [Test]
    public async Task The_key_is_asked_for_once_and_a_wrong_one_is_refused()
    {
        RefusalsExpected = true;
        await Page.GotoAsync(Address);
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("The dashboard is protected");
        await Expect(Page.Locator("#sign-in")).ToBeHiddenAsync();
        Assert.That(await Axe.SeriousFindings(Page), Is.Empty);
        await Screenshot("tweets-key", whole: false);

        await Page.Locator("#key").FillAsync("not the key at all");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("#access-wrong")).ToBeVisibleAsync();
        await Page.Locator("#key").FillAsync(Key);
        await Page.Keyboard.PressAsync("Enter");

        await Ready();
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Sample();
        await Page.ReloadAsync();
        await Ready();
        await Expect(Found).ToContainTextAsync("2,634");
        await Button("Forget the key").ClickAsync();
        await Expect(Page.Locator("#access")).ToBeVisibleAsync();
    }
}

/// <summary>A dashboard where people sign in.</summary>
public class SignInPageTests : TweetsTest
{
    private StandInAuthority authority = null!;

    protected override string[] Settings => [$"--Dashboard:Authority={authority.Address}", "--Dashboard:ClientId=dashboard"];

    public override async Task StartServer()
    {
        authority = await StandInAuthority.Start();
        await base.StartServer();
    }

    public override async Task StopServer()
    {
        await base.StopServer();
        await authority.DisposeAsync();
    }

    [Test]
    public async Task Who_signs_in_uses_the_dashboard_and_signs_out_again()
    {
        RefusalsExpected = true;
        await Page.GotoAsync(Address);

        await Button("Sign in").ClickAsync();

        await Ready();
        await Expect(Page.Locator("#empty")).ToBeVisibleAsync();
        await Page.Locator("#leave").ClickAsync();
        await Expect(Page.Locator("#access")).ToBeVisibleAsync();
        Forget();   // the authority is another origin
    }
}
