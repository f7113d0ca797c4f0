namespace Browser.Tests.Site;

/// <summary>How soon a page from the disk shows its largest element, compared with a page of one sentence in the same browser.</summary>
[Category("Slow")]
public class FirstPaintTests : SiteTest
{
    private const int Rounds = 5;

    private const string Largest = """
        () => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true }))
        """;

    private readonly TemporaryFolder folder = new();

    protected override Task<string> OpenAddress() => Task.FromResult("file:///");

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [TestCase("en/index.html")]
    [TestCase("fr/techniques/quantization.html")]
    [TestCase("en/benchmarks.html")]
    public async Task The_largest_paint_comes_soon(string page)
    {
        var trivial = new Uri(folder.Write("trivial.html", "<!doctype html><title>One sentence</title><p>One sentence.")).AbsoluteUri;
        List<double> ours = [], plain = [];
        for (var round = 0; round < Rounds; round++)
        {
            plain.Add(await Measure(trivial));
            ours.Add(await Measure(BuiltSite.OnDisk + page));
        }

        TestContext.Out.WriteLine($"{page}: largest paint after {Median(ours):0} ms (median of {Rounds}); a page of one sentence: {Median(plain):0} ms.");
        Assert.That(Median(ours) - Median(plain), Is.LessThan(Patience.Now(TimeSpan.FromSeconds(1.5)).TotalMilliseconds), "1.5 s more than a page of one sentence, as an idle machine counts them");
    }

    private async Task<double> Measure(string address)
    {
        await Page.GotoAsync(address);
        return await Page.EvaluateAsync<double>(Largest);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
