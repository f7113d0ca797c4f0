namespace Browser.Tests.Tweets;

/// <summary>Filters, pages and exports of one run.</summary>
public class FilterPageTests : TweetsTest
{
    public override async Task StartServer()
    {
        await base.StartServer();
        using var client = new DashboardClient(ServerAddress);
        await client.Follow(await client.Sample());
    }

    [Test]
    public async Task Filters_narrow_the_tweets_and_are_cleared_again()
    {
        await Opened();

        await Filter("sentiment").SelectOptionAsync("negative");
        await Filter("urgency").SelectOptionAsync("critical");
        await Filter("q").FillAsync("@ondelys");

        await Expect(Page.Locator("#rows .urgency-critical")).Not.ToHaveCountAsync(0);
        await Expect(Found).Not.ToContainTextAsync("2,634 of");
        await Expect(Page.Locator("#rows .urgency-low")).ToHaveCountAsync(0);
        await Filter("q").FillAsync("no tweet has these words");
        await Expect(Page.Locator("#none")).ToBeVisibleAsync();
        await Expect(Page.Locator("#export")).ToBeDisabledAsync();
        await Button("Clear filters").ClickAsync();
        await Expect(Found).ToHaveTextAsync("2,634 of 2,634 tweets");
    }

    [Test]
    public async Task A_click_on_a_bar_filters_by_it()
    {
        await Opened();

        await Page.Locator("[data-chart=incident] [data-value=fraud]").ClickAsync();

        await Expect(Filter("incident")).ToHaveValueAsync("fraud");
        await Expect(Found).Not.ToContainTextAsync("2,634 of");
        await Page.Locator("[data-chart=incident] [data-value=fraud]").ClickAsync();
        await Expect(Filter("incident")).ToHaveValueAsync("");
    }

    [Test]
    public async Task Pages_are_turned()
    {
        await Opened();
        var first = await Page.Locator("#rows tr").First.TextContentAsync();

        await Button("Next").ClickAsync();

        await Expect(Page.Locator("#page")).ToHaveTextAsync("Page 2 of 53");
        await Expect(Page.Locator("#rows tr").First).Not.ToHaveTextAsync(first!);
        await Button("Previous").ClickAsync();
        await Expect(Page.Locator("#rows tr").First).ToHaveTextAsync(first!);
    }

    [TestCase("csv")]
    [TestCase("jsonl")]
    [TestCase("parquet")]
    public async Task The_filtered_rows_are_exported(string format)
    {
        await Opened();
        await Filter("incident").SelectOptionAsync("fraud");
        await Expect(Found).Not.ToContainTextAsync("2,634 of");
        var rows = int.Parse((await Found.TextContentAsync())!.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        await Page.Locator("#format").SelectOptionAsync(format);

        var saved = await Page.RunAndWaitForDownloadAsync(() => Page.Locator("#export").ClickAsync());

        Assert.That(saved.SuggestedFilename, Is.EqualTo($"tweets.{format}"));
        var bytes = await File.ReadAllBytesAsync(await saved.PathAsync());
        switch (format)
        {
            case "csv":
                Assert.That(System.Text.Encoding.UTF8.GetString(bytes).Split(",fraud,").Length - 1, Is.EqualTo(rows));
                break;
            case "jsonl":
                Assert.That(bytes.Count(letter => letter == '\n'), Is.EqualTo(rows));
                break;
            default:
                Assert.That(bytes[..4], Is.EqualTo("PAR1"u8.ToArray()));
                break;
        }
    }

    [Test]
    public async Task The_address_leads_back_to_the_run_that_was_shown()
    {
        await Opened();
        await Choose("id,text\n1,Hello there\n", "other.csv");
        await Expect(Page.Locator("#run-name")).ToHaveTextAsync("other.csv");
        await Page.Locator("#run-list button").Filter(new() { HasText = "support-tweets" }).ClickAsync();
        await Expect(Found).ToContainTextAsync("2,634");

        await Page.ReloadAsync();

        await Expect(Page.Locator("#run-name")).ToHaveTextAsync("support-tweets-2634.csv");
        await Expect(Page.Locator("#run-list [aria-current=true]")).ToContainTextAsync("support-tweets");
    }

    private async Task Opened()
    {
        await Visit();
        await Page.Locator("#run-list button").Filter(new() { HasText = "support-tweets" }).ClickAsync();
        await Expect(Found).ToHaveTextAsync("2,634 of 2,634 tweets");
    }
}
