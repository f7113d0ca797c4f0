namespace Browser.Tests.Assistant;

/// <summary>Questions and answers on the page.</summary>
public class ChatPageTests : AssistantTest
{
    [Test]
    public async Task An_answer_is_written_piece_by_piece_with_its_figures()
    {
        Server.PerToken = TimeSpan.FromMilliseconds(30);
        await Visit();

        await Page.Locator("#samples button").First.ClickAsync();

        await Expect(Answer()).ToContainTextAsync("Dial");
        Assert.That(await Answer().TextContentAsync(), Does.Not.Contain("answers"));
        await Expect(Page.Locator("#stop")).ToBeVisibleAsync();
        await Screenshot("assistant-during", whole: false);
        await Answered();
        await Expect(Answer().Locator("small")).ToContainTextAsync("tokens/s");
        await Expect(Page.Locator("#figures dd").First).Not.ToHaveTextAsync("–");
        await Screenshot("assistant-answered", whole: false);
    }

    [Test]
    public async Task The_next_question_reuses_what_was_read_before()
    {
        await Visit();
        await Ask("How do I reach customer service?");
        await Answered();

        await Ask("And at what hours?");

        await Answered(1);
        await Expect(Answer(1).Locator("small")).ToContainTextAsync("reused");
        Assert.That(Server.Opened.Single().Prompts.Last(), Is.LessThan(40), "the question alone");
    }

    [Test]
    public async Task Stop_ends_the_answer_and_the_chat_goes_on()
    {
        Server.PerToken = TimeSpan.FromMilliseconds(100);
        await Visit();
        await Ask("How do I reach customer service?");
        await Expect(Answer()).ToContainTextAsync("Di");

        await Page.Locator("#stop").ClickAsync();

        await Expect(Answer().Locator("small")).ToHaveTextAsync("Stopped");
        await Expect(Page.Locator("#question")).ToBeFocusedAsync();
        var written = Server.Opened.Single().Written;
        await Ask("And now?");
        await Expect(Answer(1)).ToContainTextAsync("Di");
        Assert.That(written, Is.LessThan(30));
    }

    [Test]
    public async Task A_new_chat_ends_the_answer_and_shows_the_samples_again()
    {
        Server.PerToken = TimeSpan.FromMilliseconds(100);
        await Visit();
        await Ask("How do I reach customer service?");
        await Expect(Answer()).ToContainTextAsync("Di");

        await Page.Locator("#new").ClickAsync();

        await Expect(Page.Locator("#messages li")).ToHaveCountAsync(0);
        await Expect(Page.Locator("#samples button").First).ToBeVisibleAsync();
        await Expect(Page.Locator("#send")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Enter_sends_and_Shift_Enter_begins_a_line()
    {
        await Visit();
        await Page.Locator("#question").FillAsync("one");
        await Page.Keyboard.PressAsync("Shift+Enter");
        await Page.Keyboard.TypeAsync("two");
        await Page.Keyboard.PressAsync("Enter");

        await Expect(Page.Locator("#messages .user p")).ToHaveTextAsync("one\ntwo");
        await Answered();
        await Expect(Page.Locator("#status")).ToContainTextAsync(StubModel.Answer);
    }
}
