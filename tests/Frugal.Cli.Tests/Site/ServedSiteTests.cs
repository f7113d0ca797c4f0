using Frugal.Cli.Commands.Site;

namespace Frugal.Cli.Tests.Site;

public class ServedSiteTests
{
    [Test]
    public async Task The_site_is_built_again_after_a_change_and_faults_do_not_end_it()
    {
        using var site = new SmallSite();
        using var stop = new CancellationTokenSource();
        Printed output = new(), error = new();
        using var server = LocalServer.Open([0], path => LocalServer.FileIn(site["artifacts/site"], path))!;
        using var client = new HttpClient { BaseAddress = server.Address };
        var patience = Patience.For(TimeSpan.FromSeconds(20));
        var served = new ServedSite(site.Builder(), server, Terminal.To(output.Writer, error.Writer)) { Interval = TimeSpan.FromMilliseconds(10) }.RunAsync(stop.Token);
        await patience.UntilAsync(() => output.Text.Contains("until you press Ctrl+C", StringComparison.Ordinal), "the first build");
        var first = await client.GetStringAsync("/fr/index.html");

        site.Write("docs/fr/index.md", "# Accueil\n");
        await patience.UntilAsync(() => output.Text.Split("2 pages in fr").Length == 3, "the second build");
        var second = await client.GetStringAsync("/fr/index.html");
        site.Write("docs/en/extra.md", "# Extra\n");
        await patience.UntilAsync(() => error.Text.Contains("docs/fr/extra.md: is missing", StringComparison.Ordinal), "the fault");
        var third = await client.GetStringAsync("/fr/index.html");
        await stop.CancelAsync();

        Assert.That(await patience.WaitAsync(served, "the end"), Is.Zero);
        Assert.That(first, Does.StartWith("# Home"));
        Assert.That((second, third), Is.EqualTo(("# Accueil\n", "# Accueil\n")));
        Assert.That(output.Text, Does.Contain("docs/fr/index.md saved\n").And.Contain($"The site is at {server.Address}"));
    }

    [Test]
    public async Task Ctrl_C_during_a_build_ends_it_cleanly()
    {
        using var site = new SmallSite();
        using var stop = new CancellationTokenSource();
        using var server = LocalServer.Open([0], _ => null)!;
        site.MkDocs.Meanwhile = stop.CancelAsync;

        var code = await new ServedSite(site.Builder(), server, Terminal.To(TextWriter.Null, TextWriter.Null)).RunAsync(stop.Token);

        Assert.That(code, Is.Zero);
        Assert.That(Directory.Exists(site["artifacts/site-build"]), Is.False);
    }

    /// <summary>What the terminal writes from other threads.</summary>
    private sealed class Printed
    {
        private readonly StringWriter text = new() { NewLine = "\n" };

        public Printed() => Writer = TextWriter.Synchronized(text);

        public TextWriter Writer { get; }

        public string Text
        {
            get
            {
                lock (Writer)                                // as its own methods do
                {
                    return text.ToString();
                }
            }
        }
    }
}
