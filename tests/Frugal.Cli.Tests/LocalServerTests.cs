using System.Net;

namespace Frugal.Cli.Tests;

public class LocalServerTests
{
    [Test]
    public async Task Files_are_served_with_their_types_and_the_index_of_a_folder()
    {
        using var folder = new TemporaryFolder();
        folder.Write("index.html", "<title>Home</title>");
        folder.Write("en/a b.js", "1");
        folder.Write("en/index.html", "<title>English</title>");
        using var server = LocalServer.Open([0], path => LocalServer.FileIn(folder.Path, path))!;
        using var stop = new CancellationTokenSource();
        var running = server.RunAsync(stop.Token);
        using var client = new HttpClient { BaseAddress = server.Address };

        var home = await client.GetStringAsync("/");
        var english = await client.GetStringAsync("/en/");
        var script = await client.GetAsync("/en/a%20b.js?v=1");
        var absent = await client.GetAsync("/fr/");
        await stop.CancelAsync();
        await running;

        Assert.Multiple(() =>
        {
            Assert.That((home, english), Is.EqualTo(("<title>Home</title>", "<title>English</title>")));
            Assert.That(script.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/javascript; charset=utf-8"));
            Assert.That(absent.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    [TestCase("/../secret.txt")]
    [TestCase("/..%2Fsecret.txt")]
    [TestCase("/%2e%2e/secret.txt")]
    [TestCase("/../site-other/a.html")]
    [TestCase("//etc/hostname")]
    [TestCase("/")]
    [TestCase("/a%00.html")]
    public void Nothing_outside_the_folder_is_served(string path)
    {
        using var folder = new TemporaryFolder();
        folder.Write("secret.txt", "");
        folder.Write("site-other/a.html", "");
        folder.Write("site/a.html", "");

        Assert.That(LocalServer.FileIn(folder["site"], path), Is.Null);
        Assert.That(LocalServer.FileIn(folder["site"], "/a.html"), Is.EqualTo(folder["site/a.html"]));
    }
}
