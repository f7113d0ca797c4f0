using Browser.Tests.Shop;

namespace Browser.Tests.Page;

/// <summary>The page and the server that it is made for, together.</summary>
public class RealShopTests : PageTest
{
    private RealShop shop = null!;

    [OneTimeSetUp]
    public void Prepare() => shop = new RealShop();

    [OneTimeTearDown]
    public ValueTask CleanUp() => shop.DisposeAsync();

    protected override Task<string> OpenAddress() => shop.Open();

    protected override ValueTask CloseAddress() => shop.Close();

    private ILocator Cell(string figure, string format) => Page.Locator($"[data-figure={figure}] .{format}");

    [Test]
    public async Task A_search_goes_through_from_photo_to_pictures()
    {
        await Visit();
        await Expect(Page.Locator("#drawn")).ToBeVisibleAsync();

        await SearchSample();

        await Expect(Title).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\S.*, \d+%$"));
        await Expect(Page.Locator("#bars li")).ToHaveCountAsync(10);
        await Expect(Page.Locator("#searched")).ToContainTextAsync("60 articles searched in");
        await Expect(Cell("bytes", "int8")).ToHaveTextAsync("1.22 MB");
        await Expect(Cell("bytes", "fp32")).ToHaveTextAsync("4.77 MB");
        await Expect(Cell("inference", "int8")).ToContainTextAsync(" ms");
        await Screenshot("real-result");
        Assert.That(await Page.EvaluateAsync<int>("[...document.querySelectorAll('#articles img, #samples img')].filter(image => !(image.naturalWidth > 0)).length"), Is.Zero);
    }

    [Test]
    public async Task Both_formats_give_the_same_label()
    {
        await Visit();
        await SearchSample();

        await Button("Measure both 10 times").ClickAsync();

        await Expect(Page.Locator("#measured")).ToHaveTextAsync("Medians of 10 requests each, taken in turns.");
        var answers = await Page.Locator("[data-figure=answer] td").AllTextContentsAsync();
        Assert.That(answers[0].Split(' ')[0], Is.EqualTo(answers[1].Split(' ')[0]));
        await Screenshot("real-measured");
    }

    [Test]
    public async Task A_model_file_cut_in_half_is_replaced_and_said_to_be_so()
    {
        var whole = await File.ReadAllBytesAsync(shop.Classifier("int8"));
        try
        {
            await File.WriteAllBytesAsync(shop.Classifier("int8"), whole[..(whole.Length / 2)]);
            await Visit();

            await SearchSample();

            await Expect(Page.Locator("#fallback")).ToContainTextAsync("int8 could not be used, so garments-resnet (fp32) answered.");
        }
        finally
        {
            await File.WriteAllBytesAsync(shop.Classifier("int8"), whole);
        }
    }
}
