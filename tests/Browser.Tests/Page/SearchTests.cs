namespace Browser.Tests.Page;

/// <summary>From a photo to the answer, by each way in.</summary>
public class SearchTests : PageTest
{
    private const string Transfer = "bytes => { const transfer = new DataTransfer(); transfer.items.add(new File([new Uint8Array(bytes)], 'photo.jpg', { type: 'image/jpeg' })); return transfer; }";

    [Test]
    public async Task A_sample_is_recognised_and_similar_articles_are_shown()
    {
        await Visit();
        await Expect(Title).ToHaveTextAsync("Nothing seen yet");
        await Screenshot("desktop-empty");

        await SearchSample();

        await Expect(Title).ToHaveTextAsync("Dress, 93%");
        await Expect(Page.Locator("#bars li")).ToHaveCountAsync(10);
        await Expect(Page.Locator("#bars li").First).ToHaveTextAsync("Dress93%");
        await Expect(Page.Locator("#searched")).ToContainTextAsync("1,000 articles searched in");
        await Expect(Status).ToHaveTextAsync("Dress, 93%. Similar articles: 10.");
        await Expect(Page.Locator("#busy")).ToBeHiddenAsync();
        await Screenshot("desktop-result");
    }

    [Test]
    public async Task A_file_is_chosen()
    {
        await Visit();
        var picker = await Page.RunAndWaitForFileChooserAsync(() => Button("Choose a photo").ClickAsync());

        await picker.SetFilesAsync(new FilePayload { Name = "skirt.jpg", MimeType = "image/jpeg", Buffer = Photos.Garment(3) });

        await Found();
    }

    [Test]
    public async Task A_photo_is_dropped()
    {
        await Visit();
        var transfer = await Page.EvaluateHandleAsync(Transfer, Photos.Garment(2).Select(value => (int)value).ToArray());
        await Page.DispatchEventAsync("#stage", "dragenter", new { dataTransfer = transfer });
        await Expect(Page.Locator("#stage")).ToHaveClassAsync("stage over");

        await Page.DispatchEventAsync("#stage", "drop", new { dataTransfer = transfer });

        await Found();
        await Expect(Page.Locator("#stage")).ToHaveClassAsync("stage filled");
    }

    [Test]
    public async Task A_photo_is_pasted()
    {
        await Visit();
        var transfer = await Page.EvaluateHandleAsync(Transfer, Photos.Garment(2).Select(value => (int)value).ToArray());

        await Page.EvaluateAsync("transfer => document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true }))", transfer);

        await Found();
    }

    [Test]
    public async Task An_article_found_is_searched_with_in_its_turn()
    {
        await Visit();
        await SearchSample();

        await Page.RunAndWaitForResponseAsync(() => Page.Locator("#articles button").Nth(1).ClickAsync(), response => response.Url.Contains("/api/similar", StringComparison.Ordinal));

        await Found();
        Assert.That(Shop.Uploads, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_newer_photo_takes_the_place_of_one_that_is_still_searched()
    {
        await Visit();
        var slow = new TaskCompletionSource();
        Shop.OnPredict = async context =>
        {
            await slow.Task.WaitAsync(context.RequestAborted);
            return null;
        };
        await Page.Locator("#samples button").First.ClickAsync();
        await Expect(Page.Locator("#phase")).ToHaveTextAsync("Looking");
        Shop.OnPredict = null;

        await Page.Locator("#samples button").Nth(1).ClickAsync();

        await Found();
        await Expect(Problem).ToBeEmptyAsync();
        Assert.That(Shop.Uploads, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Drawn_stand_ins_are_said_to_be_so()
    {
        await Visit();
        await Expect(Page.Locator("#drawn")).ToBeVisibleAsync();

        Shop.Drawn = false;
        await Visit();

        await Expect(Page.Locator("#drawn")).ToBeHiddenAsync();
    }
}
