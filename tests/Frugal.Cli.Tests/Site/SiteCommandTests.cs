using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Frugal.Cli.Commands.Site;
using Frugal.Site;
using Frugal.Site.Building;

namespace Frugal.Cli.Tests.Site;

public class SiteCommandTests
{
    [Test]
    public void Build_says_what_it_built_and_shows_its_steps()
    {
        using var site = new SmallSite();

        var (code, output, error) = Run(site, "build");

        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Match(@"site/index\.html: 2 pages in en, 2 pages in fr, \d+\.\d s\n$"));
        Assert.That(error, Is.EqualTo("Staging the written pages\nAdding a part\nBuilding the English and the French site\n"));
    }

    [Test]
    public void Build_prints_figures_as_json()
    {
        using var site = new SmallSite();

        var built = JsonDocument.Parse(Run(site, "build", "--json").Output).RootElement;

        Assert.That(built.GetProperty("folder").GetString(), Is.EqualTo(site["artifacts/site"]));
        Assert.That(built.GetProperty("pages").GetProperty("fr").GetInt32(), Is.EqualTo(2));
        Assert.That(built.GetProperty("seconds").GetDouble(), Is.GreaterThanOrEqualTo(0));
    }

    [Test]
    public void Each_fault_is_one_line_and_the_exit_code_is_1()
    {
        using var site = new SmallSite();
        site.Navigate(SiteLanguage.English, "index.md", "a.md", "labs/index.md", "b\u202e.md");
        File.Delete(site["docs/fr/labs/index.md"]);

        var (code, output, error) = Run(site, "build");

        Assert.That((code, output), Is.EqualTo((1, "")));
        Assert.That(error.TrimEnd().Split('\n').Skip(2), Is.EqualTo(new[]
        {
            "frugal: docs/fr/labs/index.md: is missing. Translate docs/en/labs/index.md, or remove that page",
            "frugal: mkdocs.yml:14: nav names 'a.md', which is not a page. Write docs/en/a.md, or correct the entry",
            "frugal: mkdocs.yml:16: nav names 'b.md', which is not a page. Write docs/en/b.md, or correct the entry",
            "frugal: mkdocs.fr.yml:14: nav names 'labs/index.md', which is not a page. Write docs/fr/labs/index.md, or correct the entry",
        }));
    }

    [Test]
    public void A_missing_program_is_one_line()
    {
        using var site = new SmallSite();

        var (code, _, error) = CommandRun.Of(SiteCommand.Create(() => new SiteBuilder(site.Root, [], new MkDocs(site.Root))), "site", "build");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(error.TrimEnd().Split('\n')[^1], Does.StartWith("frugal: mkdocs: the program is not on the PATH").And.Contain("apt-get install mkdocs mkdocs-material"));
    }

    [Test]
    public void Serve_names_a_port_that_is_taken()
    {
        using var site = new SmallSite();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        Assert.That(Run(site, "serve", "--port", $"{port}"), Is.EqualTo((1, "", $"frugal: --port {port}: the port is taken on 127.0.0.1. Choose another, or leave the option out.\n")));
    }

    [TestCase("0")]
    [TestCase("65536")]
    [TestCase("http")]
    public void Serve_refuses_what_is_not_a_port(string port)
    {
        using var site = new SmallSite();

        var (code, _, error) = Run(site, "serve", "--port", port);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain($"--port {port}: must be a whole number from 1 to 65535."));
    }

    private static (int Code, string Output, string Error) Run(SmallSite site, params string[] arguments) =>
        CommandRun.Of(SiteCommand.Create(() => site.Builder(new FakePart(_ => { }))), ["site", .. arguments]);
}
