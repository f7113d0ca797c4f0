namespace Browser.Tests.Site;

/// <summary>axe-core finds what is wrong on a page with faults.</summary>
[Category("Slow")]
public class AxeTests : SiteTest
{
    [Test]
    public async Task A_picture_without_text_and_pale_words_are_found()
    {
        await Visit("en/about.html");
        await Page.EvaluateAsync("""
            () => document.querySelector('article').insertAdjacentHTML('beforeend', '<img src="assets/favicon.svg"><p style="color: #bbb; background: #fff">Pale words</p>')
            """);

        var found = await Axe.SeriousFindings(Page);

        Assert.That(found, Has.Exactly(1).StartsWith("image-alt:").And.Exactly(1).StartsWith("color-contrast:"));
    }
}
