using System.Net;
using Frugal.Cli.Start;

namespace Frugal.Cli.Tests.Start;

public class ReportServerTests
{
    [Test]
    public async Task The_report_is_shown_on_this_machine_until_it_is_stopped()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        using var server = ReportServer.Open(folder.Write("index.html", "<!doctype html>é"));
        var running = server.RunAsync(stop.Token);
        using var client = new HttpClient { BaseAddress = server.Address };

        var page = await client.GetAsync("/");
        var other = await client.GetAsync("/../secret");
        var posted = await client.PostAsync("/", new StringContent(""));
        var text = await page.Content.ReadAsStringAsync();
        await stop.CancelAsync();
        await running;

        Assert.Multiple(() =>
        {
            Assert.That(server.Address.IsLoopback);
            Assert.That(text, Is.EqualTo("<!doctype html>é"));
            Assert.That(page.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/html; charset=utf-8"));
            Assert.That((other.StatusCode, posted.StatusCode), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.NotFound)));
        });
    }

    [Test]
    public void Two_reports_can_be_shown_side_by_side()
    {
        using var one = ReportServer.Open("a.html");
        using var other = ReportServer.Open("b.html");

        Assert.That(other.Address, Is.Not.EqualTo(one.Address));
    }
}
