using System.Net;
using System.Text.Json;

namespace Browser.Tests.Tweets;

/// <summary>Key, sign-in, rate, other sites, headers.</summary>
[Category("Machine")]
public class ProtectionTests
{
    private const string Key = "a-key-for-the-tests-0123456789";

    [Test]
    public async Task Without_the_key_the_API_and_the_metrics_are_closed_and_health_and_the_page_are_open()
    {
        await using var server = await TweetsServer.Start($"--Dashboard:ApiKey={Key}");
        using var stranger = new DashboardClient(server.Address);
        using var wrong = new DashboardClient(server.Address, Key + "0");
        using var right = new DashboardClient(server.Address, Key);
        using var bearer = new HttpClient { BaseAddress = new(server.Address), DefaultRequestHeaders = { Authorization = new("Bearer", Key) } };

        Assert.That((await stranger.Refusal(stranger.Http.GetAsync("api/runs"))).Code, Is.EqualTo("unauthorized"));
        Assert.That((await wrong.Refusal(wrong.Http.GetAsync("metrics"))).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await wrong.Refusal(wrong.Http.PostAsync("api/runs/sample", null))).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await stranger.Get("api/session")).GetProperty("allowed").GetBoolean(), Is.False);
        Assert.That(await stranger.Http.GetStringAsync(""), Does.Contain("<html"));
        Assert.That((await stranger.Http.GetAsync("health/live")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await right.Get("api/runs")).GetArrayLength(), Is.Zero);
        Assert.That(await bearer.GetStringAsync("metrics"), Does.Contain("tweets_per_second"));
    }

    [Test]
    public async Task More_requests_than_allowed_per_minute_are_refused_with_the_time_to_wait()
    {
        await using var server = await TweetsServer.Start("--Dashboard:RequestsPerMinute=3");
        using var client = new DashboardClient(server.Address);
        for (var i = 0; i < 3; i++)
        {
            client.Http.DefaultRequestHeaders.Remove("X-Forwarded-For");
            client.Http.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{i}");   // nobody is believed
            await client.Get("api/runs");
        }

        using var refused = await client.Http.GetAsync("api/runs");

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(refused.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromMinutes(1)));
        Assert.That((await client.Http.GetAsync("health/live")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await client.Http.GetAsync("")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Behind_a_known_proxy_each_address_has_a_limit_of_its_own()
    {
        await using var server = await TweetsServer.Start("--Dashboard:RequestsPerMinute=1", "--Dashboard:Proxies=127.0.0.1");
        var answers = new List<HttpStatusCode>();
        foreach (var address in new[] { "203.0.113.1", "203.0.113.2", "203.0.113.1", "2001:db8::1", "2001:db8::2" })
        {
            using var client = new DashboardClient(server.Address);
            client.Http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
            answers.Add((await client.Http.GetAsync("api/runs")).StatusCode);
        }

        Assert.That(answers, Is.EqualTo(new[] { HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK, HttpStatusCode.TooManyRequests }));
    }

    [TestCase("Sec-Fetch-Site", "cross-site", false)]
    [TestCase("Sec-Fetch-Site", "same-site", false)]
    [TestCase("Sec-Fetch-Site", "same-origin", true)]
    [TestCase("Origin", "https://elsewhere.example", false)]
    public async Task Pages_of_other_sites_cannot_begin_a_run(string header, string value, bool allowed)
    {
        await using var server = await TweetsServer.Start();
        using var client = new DashboardClient(server.Address);
        client.Http.DefaultRequestHeaders.Add(header, value);

        using var answer = await client.Http.PostAsync("api/runs/sample", null);

        Assert.That(answer.StatusCode, Is.EqualTo(allowed ? HttpStatusCode.Accepted : HttpStatusCode.Forbidden));
    }

    [TestCase("evil.example", "", false)]
    [TestCase("localhost.evil.example:5080", "", false)]
    [TestCase("127.0.0.1.evil.example", "", false)]
    [TestCase("localhost:5080", "", true)]
    [TestCase("192.168.1.5:5080", "", true)]
    [TestCase("[::1]:5080", "", true)]
    [TestCase("tweets.example.org", Key, true)]
    public async Task Without_a_key_a_name_of_another_site_is_not_answered(string host, string key, bool allowed)
    {
        await using var server = await TweetsServer.Start($"--Dashboard:ApiKey={key}");
        using var client = new DashboardClient(server.Address, key.Length > 0 ? key : null);
        client.Http.DefaultRequestHeaders.Host = host;

        using var answer = await client.Http.GetAsync("api/runs");

        Assert.That(answer.StatusCode, Is.EqualTo(allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task A_probe_that_gives_no_name_is_answered_without_a_key()
    {
        await using var server = await TweetsServer.Start();
        using var connection = new System.Net.Sockets.TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, new Uri(server.Address).Port);
        await connection.GetStream().WriteAsync("GET /health/live HTTP/1.0\r\n\r\n"u8.ToArray());

        Assert.That(await new StreamReader(connection.GetStream()).ReadLineAsync(), Does.Contain(" 200 "));
    }

    [TestCase("")]
    [TestCase("api/runs")]
    [TestCase("api/nothing")]
    public async Task Every_answer_has_the_headers_that_bind_a_browser(string path)
    {
        await using var server = await TweetsServer.Start();
        using var client = new DashboardClient(server.Address);

        using var answer = await client.Http.GetAsync(path);

        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'").And.Not.Contain("unsafe"));
        Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(answer.Headers.Contains("Server"), Is.False);
    }

    [TestCase("", true)]
    [TestCase("bob@example.org, Ada@example.org", true)]
    [TestCase("1815", true)]
    [TestCase("bob@example.org", false)]
    public async Task Who_signs_in_at_the_authority_may_enter_if_the_settings_name_no_others(string users, bool enters)
    {
        await using var authority = await StandInAuthority.Start();
        await using var server = await TweetsServer.Start($"--Dashboard:Authority={authority.Address}", "--Dashboard:ClientId=dashboard", $"--Dashboard:Users={users}");
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new() }) { BaseAddress = new(server.Address) };
        Assert.That((await browser.GetAsync("api/runs")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));

        using var landed = await browser.GetAsync("login");

        Assert.That(landed.RequestMessage!.RequestUri!.PathAndQuery, Is.EqualTo(enters ? "/" : "/?signin=failed"));
        var session = JsonDocument.Parse(await browser.GetStringAsync("api/session")).RootElement;
        Assert.That((session.GetProperty("allowed").GetBoolean(), session.GetProperty("user").GetString()), Is.EqualTo((enters, enters ? "Ada" : null)));
        Assert.That((await browser.GetAsync("api/runs")).StatusCode, Is.EqualTo(enters ? HttpStatusCode.OK : HttpStatusCode.Unauthorized));
        await browser.PostAsync("api/session/end", null);
        Assert.That((await browser.GetAsync("api/runs")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }
}
