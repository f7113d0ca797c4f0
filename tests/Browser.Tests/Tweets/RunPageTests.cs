namespace Browser.Tests.Tweets;

/// <summary>The page of a server without runs.</summary>
public class EmptyPageTests : TweetsTest
{
    [Test]
    public async Task An_empty_page_offers_the_sample_and_shows_what_is_in_it()
    {
        await Visit();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Nothing classified yet" })).ToBeVisibleAsync();

        await Page.Locator("#empty [data-sample]").ClickAsync();

        await Expect(State).ToHaveTextAsync("done");
        await Expect(Tile("tweets")).ToHaveTextAsync("2,634");
        await Expect(Page.Locator("#empty")).ToBeHiddenAsync();
        await Expect(Page.Locator("#phases li")).ToHaveCountAsync(9);
        await Expect(Page.Locator("#phases li").First).ToContainTextAsync("Read");
        await Expect(Page.Locator("[data-chart=urgency]")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex(@"^Urgency: Critical \d+, High \d+, Medium \d+, Low [\d,]+\.$"));
        await Expect(Page.Locator("[data-chart=timeline] .column")).Not.ToHaveCountAsync(0);
        await Expect(Page.Locator("#rows tr")).ToHaveCountAsync(50);
    }
}

/// <summary>From the empty page to results.</summary>
public class RunPageTests : TweetsTest
{
    private const string Header = "id,text,author,created_at\n";

    [Test]
    public async Task Rows_that_cannot_be_read_are_shown_with_their_lines_and_can_be_saved()
    {
        await Visit();

        await Choose($"{Header}1,Hello there,ada,\n2,,ada,\n3,only two\n");

        await Expect(Tile("rejects")).ToHaveTextAsync("2");
        await Expect(Page.Locator("#reject-rows li").First).ToContainTextAsync("Line 3");
        await Expect(Page.Locator("#reject-rows li").First).ToContainTextAsync("the text is missing or empty");
        var saved = await Page.RunAndWaitForDownloadAsync(() => Button("Rejects (CSV)").ClickAsync());
        Assert.That(await File.ReadAllTextAsync(await saved.PathAsync()), Does.StartWith("line,code,reason,start").And.Contain("no_text"));
        Assert.That(saved.SuggestedFilename, Is.EqualTo("rejects.csv"));
    }

    [Test]
    public async Task A_wrong_file_is_refused_with_a_reason()
    {
        RefusalsExpected = true;
        await Visit();

        await Choose("hello", "notes.txt");
        await Expect(Problem).ToContainTextAsync("ends in .csv");
        await Choose("a,b\n1,2\n");

        await Expect(Problem).ToContainTextAsync("line 1 has no column for the text");
        await Problem.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Problem).ToBeEmptyAsync();
    }

    [Test]
    public async Task A_file_can_be_dropped_on_the_page()
    {
        await Visit();
        var files = await Page.EvaluateHandleAsync("text => { const data = new DataTransfer(); data.items.add(new File([text], 'dropped.csv')); return data; }", $"{Header}1,Hello there,ada,\n");

        await Page.DispatchEventAsync("main", "drop", new { dataTransfer = files });

        await Expect(Page.Locator("#run-name")).ToHaveTextAsync("dropped.csv");
        await Expect(Found).ToHaveTextAsync("1 of 1 tweets");
    }

    [Test]
    public async Task A_tweet_is_shown_as_text_whatever_it_contains()
    {
        await Visit();

        await Choose($"{Header}1,<img src=x onerror=alert(1)> <b>hi</b>,<i>ada</i>,\n", "<b>name.csv");

        await Expect(Page.Locator("#rows tr .text p")).ToHaveTextAsync("<img src=x onerror=alert(1)> <b>hi</b>");
        await Expect(Page.Locator("#rows img, #rows b, #rows i")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_run_is_deleted_after_a_question_and_another_one_shown()
    {
        await Visit();
        await Choose($"{Header}1,Hello there,ada,\n", "keep.csv");
        await Expect(Page.Locator("#run-name")).ToHaveTextAsync("keep.csv");
        await Choose($"{Header}1,Hello there,ada,\n", "drop.csv");
        await Expect(Page.Locator("#run-name")).ToHaveTextAsync("drop.csv");
        await Expect(State).ToHaveTextAsync("done");

        await Button("Delete").ClickAsync();
        await Page.Locator("#sure").GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Expect(Page.Locator("#run-name")).ToHaveTextAsync("drop.csv");
        await Button("Delete").ClickAsync();
        await Page.Locator("#sure").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();

        await Expect(Page.Locator("#run-list").GetByText("drop.csv")).ToHaveCountAsync(0);
        await Expect(Page.Locator("#run-name")).ToHaveTextAsync("keep.csv");
    }

    [Test]
    public async Task The_keyboard_alone_is_enough()
    {
        await Visit();
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.Locator(".skip")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Button("Choose a file")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.Locator("#mode")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");

        await Expect(Page.Locator("#run-name")).ToBeFocusedAsync();
        await Expect(Found).ToHaveTextAsync("2,634 of 2,634 tweets");
        await Filter("urgency").FocusAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Found).Not.ToHaveTextAsync("2,634 of 2,634 tweets");
    }
}
