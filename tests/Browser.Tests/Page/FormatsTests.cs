namespace Browser.Tests.Page;

/// <summary>int8 and fp32 side by side.</summary>
public class FormatsTests : PageTest
{
    private ILocator Cell(string figure, string format) => Page.Locator($"[data-figure={figure}] .{format}");

    private ILocator Ratio(string figure) => Page.Locator($"[data-figure={figure}] .ratio");

    [Test]
    public async Task Bytes_are_shown_before_any_search()
    {
        await Visit();

        await Expect(Cell("bytes", "int8")).ToHaveTextAsync("1.24 MB");
        await Expect(Cell("bytes", "fp32")).ToHaveTextAsync("4.79 MB");
        await Expect(Ratio("bytes")).ToHaveTextAsync("3.9× smaller");
        await Expect(Cell("inference", "int8")).ToHaveTextAsync("–");
    }

    [Test]
    public async Task Switching_asks_the_other_model_about_the_same_photo()
    {
        await Visit();
        await SearchSample();
        await Expect(Cell("inference", "int8")).ToHaveTextAsync("0.31 ms");
        await Expect(Cell("inference", "fp32")).ToHaveTextAsync("–");

        await Page.GetByRole(AriaRole.Radio, new() { Name = "fp32" }).CheckAsync();

        await Expect(Cell("inference", "fp32")).ToHaveTextAsync("0.92 ms");
        await Expect(Cell("server", "fp32")).ToHaveTextAsync("1.63 ms");
        await Expect(Cell("trip", "fp32")).ToContainTextAsync("ms");
        await Expect(Ratio("inference")).ToHaveTextAsync("3.0× faster");
        await Expect(Cell("answer", "fp32")).ToHaveTextAsync("Dress 93%");
        Assert.That(Shop.Uploads.Select(upload => upload.Model), Is.EqualTo(new[] { "int8", "fp32" }));
        Assert.That(Shop.Uploads.Last().Bytes, Is.EqualTo(Shop.Uploads.First().Bytes));
    }

    [Test]
    public async Task Both_are_measured_in_turns()
    {
        await Visit();
        await SearchSample();

        await Button("Measure both 10 times").ClickAsync();

        await Expect(Page.Locator("#measured")).ToHaveTextAsync("Medians of 10 requests each, taken in turns.");
        await Expect(Status).ToHaveTextAsync("Medians of 10 requests each, taken in turns.");
        await Expect(Ratio("server")).ToHaveTextAsync("1.6× faster");
        Assert.That(Shop.Uploads.Skip(1).Select(upload => upload.Model), Is.EqualTo(Enumerable.Repeat<string[]>(["int8", "fp32"], 10).SelectMany(pair => pair)));
        await Screenshot("desktop-measured");
    }

    [Test]
    public async Task A_fallback_is_shown_plainly_and_counts_for_no_format()
    {
        Shop.Broken = "int8";
        await Visit();

        await SearchSample();

        await Expect(Page.Locator("#fallback")).ToHaveTextAsync(
            "int8 could not be used, so garments-resnet (fp32) answered.garments-resnet.int8.onnx: the file ends early.");
        await Expect(Cell("answer", "int8")).ToHaveTextAsync("fp32 instead");
        await Expect(Cell("inference", "int8")).ToHaveTextAsync("–");
        await Expect(Cell("inference", "fp32")).ToHaveTextAsync("–");
        await Screenshot("desktop-fallback");

        await Page.GetByRole(AriaRole.Radio, new() { Name = "fp32" }).CheckAsync();

        await Expect(Cell("inference", "fp32")).ToHaveTextAsync("0.92 ms");
        await Expect(Page.Locator("#fallback")).ToBeHiddenAsync();
    }
}
