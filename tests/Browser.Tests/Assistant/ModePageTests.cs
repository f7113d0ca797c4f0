using System.Text.RegularExpressions;

namespace Browser.Tests.Assistant;

/// <summary>The switch of modes and the live memory.</summary>
public partial class ModePageTests : AssistantTest
{
    [GeneratedRegex(@"^([4-9]|\d{2,})$")]
    private static partial Regex AtLeastFour();

    [GeneratedRegex("anonymous, .* file-backed")]
    private static partial Regex BothKinds();

    [Test]
    public async Task Another_mode_frees_the_model_of_the_one_before()
    {
        await Visit();
        await Ask("How do I reach customer service?");
        await Answered();
        Assert.That(Server.Opened.Single().Disposed, Is.False);

        await Mode("lazy").CheckAsync();

        await Expect(Page.Locator("#model")).ToContainTextAsync("lazy");
        Assert.That(Server.Opened.Single().Disposed, Is.True);
        await Ask("And at what hours?");
        await Answered(1);
        await Expect(Page.Locator("#happened")).ToContainTextAsync("released");
        Assert.That(Server.Opened.Select(model => model.Disposed), Is.EqualTo(new[] { true, true }));
    }

    [Test]
    public async Task In_the_pool_the_user_chooses_the_form_that_answers()
    {
        await Visit();
        await Expect(Page.Locator("#form")).ToBeHiddenAsync();

        await Mode("pool").CheckAsync();
        await Page.Locator("#form").SelectOptionAsync("stub:Q8_0");
        await Ask("How do I reach customer service?");

        await Answered();
        await Expect(Page.Locator("#figures-note")).ToHaveTextAsync("stub:Q8_0, pool");
    }

    [Test]
    public async Task The_chart_grows_and_marks_when_the_model_was_loaded()
    {
        await Visit();
        await Expect(Page.Locator("#chart .anonymous")).ToHaveAttributeAsync("data-points", AtLeastFour());
        await Expect(Page.Locator("#legend dd").First).ToContainTextAsync("MB");

        await Ask("How do I reach customer service?");

        await Expect(Page.Locator("#chart .flag")).ToHaveCountAsync(1);
        await Expect(Page.Locator("#chart")).ToHaveAttributeAsync("aria-label", BothKinds());
    }
}

/// <summary>A model that is there in a quantised type only.</summary>
public class QuantisedOnlyTests : AssistantTest
{
    protected override bool Quantised => true;

    [Test]
    public async Task The_page_says_which_modes_are_not_possible_and_why()
    {
        await Visit();

        await Expect(Mode("mmap-f16")).ToBeDisabledAsync();
        await Expect(Mode("lazy")).ToBeEnabledAsync();
        await Expect(Page.Locator("#modes label").Filter(new() { HasText = "resident-f16" })).ToContainTextAsync("quantised type only");
        await Expect(Page.Locator("#forms tr")).ToHaveCountAsync(1);
    }
}
