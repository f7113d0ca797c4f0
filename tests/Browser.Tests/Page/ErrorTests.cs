using Browser.Tests.Shop;
using Microsoft.AspNetCore.Http;

namespace Browser.Tests.Page;

/// <summary>Whatever the server does, the user reads a sentence.</summary>
public class ErrorTests : PageTest
{
    [TestCase(400, "missing_image", "No picture reached the server. Choose the photo again.")]
    [TestCase(400, "broken_base64", "The picture was damaged on its way. Send it again.")]
    [TestCase(413, "too_large", "That file is too large for the server: 10 MB is its limit.")]
    [TestCase(413, null, "That file is too large for the server: 10 MB is its limit.")]
    [TestCase(422, "too_many_pixels", "That picture has too many pixels. Choose a smaller one.")]
    [TestCase(415, "wrong_content_type", "The server does not take that kind of file. Choose a JPEG, PNG or WebP file.")]
    [TestCase(422, "not_an_image", "That file is not a picture. Choose a JPEG, PNG or WebP file.")]
    [TestCase(503, "model_unavailable", "The model is not available at the moment.")]
    [TestCase(501, "not_done", "This part of the shop is not built yet.A sentence from the server.")]
    [TestCase(500, "new_kind", "The server could not answer.A sentence from the server.")]
    public async Task A_refusal_is_a_sentence(int status, string? code, string sentence)
    {
        RefusalsExpected = true;
        Shop.OnPredict = _ => Task.FromResult<IResult?>(Answers.Refusal(status, code));
        await Visit();

        await Page.Locator("#samples button").First.ClickAsync();

        await Expect(Problem.Locator("p")).ToHaveTextAsync(sentence);
        await Expect(Page.Locator("#busy")).ToBeHiddenAsync();
    }

    [TestCase(429, "rate_limited", "That was many photos in a short time. Try again in 7 s.")]
    [TestCase(503, "busy", "Many people are searching just now. Try again in 7 s.")]
    public async Task A_refusal_for_now_says_when_to_try_again_and_does(int status, string code, string sentence)
    {
        RefusalsExpected = true;
        Shop.OnPredict = context =>
        {
            context.Response.Headers.RetryAfter = "7";
            return Task.FromResult<IResult?>(Answers.Refusal(status, code));
        };
        await Visit();
        await Page.Locator("#samples button").First.ClickAsync();
        await Expect(Problem.Locator("p")).ToHaveTextAsync(sentence);
        await Screenshot($"desktop-error-{code.Replace('_', '-')}");
        Shop.OnPredict = null;

        await Button("Try again").ClickAsync();

        await Found();
        await Expect(Problem).ToBeEmptyAsync();
    }

    [TestCase("")]
    [TestCase("<h1>It works!</h1>")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"label":"dress","confidence":0.9,"scores":[]}""")]
    [TestCase("""{"scores":[null]}""")]
    public async Task Garbage_is_said_to_be_so(string body)
    {
        Shop.OnPredict = _ => Task.FromResult<IResult?>(Results.Text(body, "application/json"));
        await Visit();

        await Page.Locator("#samples button").First.ClickAsync();

        await Expect(Problem.Locator("p")).ToContainTextAsync("The server’s answer could not be read.");
        await Expect(Title).ToHaveTextAsync("Nothing seen yet");
    }

    [Test]
    public async Task A_lost_connection_is_said_to_be_so()
    {
        RefusalsExpected = true;
        Shop.OnPredict = context =>
        {
            context.Abort();
            return Task.FromResult<IResult?>(Results.Empty);
        };
        await Visit();

        await Page.Locator("#samples button").First.ClickAsync();

        await Expect(Problem.Locator("p")).ToHaveTextAsync("The server cannot be reached. Check the connection.");
    }

    [TestCase("notes.txt", "text/plain", "That file is not a picture. Choose a JPEG, PNG or WebP file.")]
    [TestCase("broken.jpg", "image/jpeg", "This browser cannot read that picture. Choose a JPEG, PNG or WebP file.")]
    public async Task What_is_no_picture_is_not_sent(string name, string type, string sentence)
    {
        await Visit();

        await Choose("a letter home"u8.ToArray(), name, type);

        await Expect(Problem.Locator("p")).ToHaveTextAsync(sentence);
        Assert.That(Shop.Uploads, Is.Empty);
    }

    [Test]
    public async Task The_answer_stays_when_the_articles_cannot_be_found()
    {
        RefusalsExpected = true;
        Shop.OnSimilar = _ => Task.FromResult<IResult?>(Answers.Refusal(503, "model_unavailable"));
        await Visit();

        await Page.Locator("#samples button").First.ClickAsync();

        await Expect(Problem.Locator("p")).ToHaveTextAsync("The similar articles could not be found. The model is not available at the moment.");
        await Expect(Title).ToHaveTextAsync("Dress, 93%");
    }

    [Test]
    public async Task A_sentence_follows_the_language()
    {
        RefusalsExpected = true;
        Shop.OnPredict = _ => Task.FromResult<IResult?>(Answers.Refusal(503, "busy"));
        await Visit();
        await Page.Locator("#samples button").First.ClickAsync();
        await Expect(Problem.Locator("p")).ToHaveTextAsync("Many people are searching just now.");

        await Button("Français").ClickAsync();

        await Expect(Problem.Locator("p")).ToHaveTextAsync("Beaucoup de personnes cherchent en ce moment.");
        await Expect(Button("Réessayer")).ToBeVisibleAsync();
    }

    [Test]
    public async Task An_error_is_announced()
    {
        await Visit();

        await Choose("a letter home"u8.ToArray(), "notes.txt", "text/plain");

        await Expect(Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "not a picture" })).ToBeVisibleAsync();
    }
}
