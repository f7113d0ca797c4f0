namespace Browser.Tests.Assistant;

/// <summary>What the page says when something fails.</summary>
public class PageErrorTests : AssistantTest
{
    [Test]
    public async Task A_question_that_is_too_long_comes_back_to_be_shortened()
    {
        RefusalsExpected = true;
        await Visit();
        var question = string.Concat(Enumerable.Repeat("word ", 500));

        await Ask(question);

        await Expect(Problem).ToContainTextAsync("too long");
        await Expect(Page.Locator("#question")).ToHaveValueAsync(question.Trim());
        await Screenshot("assistant-error", whole: false);
    }

    [Test]
    public async Task A_model_that_cannot_be_opened_is_tried_again()
    {
        RefusalsExpected = true;
        Server.Failure = "The file ends early.";
        await Visit();
        await Ask("How do I reach customer service?");
        await Expect(Problem).ToContainTextAsync("The file ends early.");

        Server.Failure = null;
        await Problem.GetByRole(AriaRole.Button).ClickAsync();

        await Answered();
        await Expect(Problem).ToBeEmptyAsync();
    }
}
