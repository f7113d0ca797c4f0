using System.Text.RegularExpressions;

namespace Browser.Tests.Page;

/// <summary>A page about frugal models is frugal.</summary>
public partial class WeightTests : PageTest
{
    [Test]
    public void All_files_of_the_page_together_are_under_60_KB() =>
        Assert.That(Files().Sum(path => new FileInfo(path).Length), Is.LessThan(60_000));

    [Test]
    public void No_file_names_another_origin() =>
        Assert.That(Files().SelectMany(path => Elsewhere().Matches(File.ReadAllText(path)).Select(match => $"{Path.GetFileName(path)}: {match.Value}")), Is.Empty);

    [Test]
    public async Task The_browser_may_load_from_this_origin_alone()
    {
        await Visit();

        Assert.That(await Page.EvaluateAsync<bool>("new Promise(done => { addEventListener('securitypolicyviolation', () => done(true)); const image = new Image(); image.onerror = () => done(false); image.src = 'http://127.0.0.1:9/elsewhere.png'; })"));
        Forget();
    }

    private static string[] Files() => Directory.GetFiles(Repository.Page, "*", SearchOption.AllDirectories);

    [GeneratedRegex(@"(?:https?:)?//(?!www\.w3\.org/2000/svg)[a-z0-9-]+\.[a-z]{2,}[^\s""']*", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();
}
