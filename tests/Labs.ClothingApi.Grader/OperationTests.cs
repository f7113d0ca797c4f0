using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

[Task(9, "Metrics and limits")]
[Points(8)]
[Hint("Labels come from a fixed set of values: a class, a format, a route. What a client types is none.")]
public partial class OperationTests : TaskFixture
{
    private static readonly string[] Names =
    [
        "clothing_predictions_total", "clothing_fallbacks_total", "clothing_requests_total", "clothing_prediction_seconds", "clothing_inference_seconds",
        "clothing_batch_size", "clothing_queue_length",
    ];

    [Test, Points(2)]
    [Requires(6, nameof(EndpointTests.A_picture_gets_all_ten_classes_the_likeliest_first))]
    public async Task Prometheus_reads_what_happened()
    {
        using var shop = await OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            await shop.PostAsync("/api/predict", Picture());
        }

        await shop.PostAsync("/api/predict", "no picture"u8.ToArray());
        var metrics = await shop.GetAsync("/metrics");
        var lines = metrics.Content.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Multiple(() =>
        {
            Assert.That(metrics.ContentType, Is.EqualTo("text/plain"));
            Assert.That(Names.Where(name => !lines.Any(line => line.StartsWith($"# TYPE {name} ", StringComparison.Ordinal))), Is.Empty, "metrics that are missing");
            Assert.That(lines.Where(line => line[0] != '#' && !Sample().IsMatch(line)), Is.Empty, "lines that Prometheus cannot read");
            Assert.That(Sum(lines, "clothing_predictions_total"), Is.EqualTo(3), "clothing_predictions_total after three predictions");
            Assert.That(Sum(lines, "clothing_prediction_seconds_count"), Is.EqualTo(3), "clothing_prediction_seconds_count");
            Assert.That(lines.Where(line => line.StartsWith("clothing_requests_total", StringComparison.Ordinal) && line.Contains("\"415\"", StringComparison.Ordinal)), Is.Not.Empty, "clothing_requests_total with status 415");
        });
    }

    [Test, Points(1)]
    public void The_limits_are_those_of_the_settings()
    {
        var limits = Student.Call(ServerProbes.LimitsOf, 0);

        Assert.Multiple(() =>
        {
            Assert.That(limits[..3], Is.EqualTo(new double[] { 123, 456, 2_000_000 }), "requests per second, burst, largest upload");
            Assert.That(limits[3], Is.InRange(2_000_000 * 4 / 3, 4_000_000), "MaxRequestBodySize: room for an upload in base64, and not much more");
            Assert.That(limits[4], Is.InRange(1, 15), "RequestHeadersTimeout in seconds");
            Assert.That(limits[5], Is.GreaterThanOrEqualTo(100), "MinRequestBodyDataRate in bytes per second");
            Assert.That(limits[6], Is.InRange(5, 60), "KeepAliveTimeout in seconds");
        });
    }

    [Test, Points(1)]
    public async Task Who_asks_too_often_is_told_when_to_come_back_and_health_still_answers()
    {
        string[] paths = ["/api/predict", "/api/similar", "/api/health", "/api/health/live", "/metrics", "/index.html"];
        var limited = Student.Call(ServerProbes.Limited, paths);
        Assert.That(limited, Is.EqualTo(new[] { true, true, false, false, false, false }), string.Join(", ", paths));
        using var shop = await OpenAsync("--Clothing:RequestsPerSecond", "1", "--Clothing:Burst", "3");
        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => shop.GetAsync("/api/models")));
        var refused = replies.Where(reply => reply.Status == HttpStatusCode.TooManyRequests).ToArray();

        Assert.That(refused, Has.Length.InRange(7, 9), "refused of 12 at once, with a burst of 3");
        Assert.That(refused.Select(reply => (reply.Code, reply.ContentType, reply.RetryAfter > TimeSpan.Zero)), Is.All.EqualTo(("rate_limited", "application/problem+json", true)));
        Assert.That((await shop.GetAsync("/api/health/live")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test, Hidden, Points(2)]
    [Requires(6, nameof(EndpointTests.A_picture_gets_all_ten_classes_the_likeliest_first))]
    public async Task Hostile_uploads_are_refused_and_leave_no_memory_behind()
    {
        using var shop = await OpenAsync();
        var picture = Picture();
        await shop.PostAsync("/api/predict", picture);
        var before = await MemoryAsync(shop);
        (string What, Task<Reply> Reply, string[] Codes)[] uploads =
        [
            ("a text", shop.PostAsync("/api/predict", "Just text."u8.ToArray()), ["not_an_image"]),
            ("a decompression bomb", shop.PostFormAsync("/api/predict", HostileFiles.Bomb()), ["too_many_pixels"]),
            ("480 scans", shop.PostAsync("/api/predict", HostileFiles.ManyScans(picture)), ["too_much_work"]),
            ("a page that begins like a picture", shop.PostAsync("/api/similar", HostileFiles.Polyglot()), ["not_an_image"]),
            ("50 MB", shop.PostAsync("/api/predict", new byte[50_000_000]), ["too_large"]),
            ("50 MB in a form", shop.PostFormAsync("/api/predict", new byte[50_000_000]), ["too_large"]),
            ("a wrong content type", shop.PostAsync("/api/predict", picture, "application/pdf"), ["wrong_content_type"]),
            ("broken base64", shop.PostAsync("/api/predict", """{"image":"%%%"}"""u8.ToArray(), "application/json"), ["broken_base64"]),
            ("broken JSON", shop.PostAsync("/api/predict", """{"image":"""u8.ToArray(), "application/json"), ["missing_image"]),
            ("a form without the field", shop.PostFormAsync("/api/predict", picture, "photo"), ["missing_image"]),
            ("nothing", shop.PostAsync("/api/predict", []), ["missing_image"]),
        ];
        await Task.WhenAll(uploads.Select(upload => upload.Reply));
        var archive = await shop.PostAsync("/api/predict", HostileFiles.WithArchive(picture));

        Assert.Multiple(() =>
        {
            foreach (var (what, reply, codes) in uploads)
            {
                Assert.That((int)reply.Result.Status, Is.InRange(400, 499), what);
                Assert.That(reply.Result.ContentType, Is.EqualTo("application/problem+json"), what);
                Assert.That(reply.Result.Code, Is.AnyOf(codes), what);
                Assert.That(reply.Result.Content, Does.Not.Contain("   at "), $"{what}: a stack trace");
            }

            Assert.That((int)archive.Status, Is.LessThan(500), "a picture with an archive behind it");
        });
        Student.Call(ServerProbes.Collect, 0);
        var after = await MemoryAsync(shop);
        Record("memory_left", new Figure(Math.Max(0, after - before), "bytes"), new Budget(40e6, "bytes", AtMost: true));
        Assert.That(after - before, Is.LessThan(40e6), "anonymous memory in bytes that hostile uploads leave behind");
    }

    [Test, Hidden, Points(2)]
    [Requires(6, nameof(EndpointTests.A_picture_gets_all_ten_classes_the_likeliest_first))]
    public async Task A_thousand_half_open_connections_hold_nobody_up()
    {
        using var shop = await OpenAsync();
        var open = new List<Socket>();
        try
        {
            for (var i = 0; i < 1000; i++)
            {
                var socket = await shop.ConnectAsync();
                open.Add(socket);
                await socket.SendAsync("POST /api/predict HTTP/1.1\r\nHost: shop\r\nContent-Le"u8.ToArray());
            }

            Assert.That((await shop.PostAsync("/api/predict", Picture())).Status, Is.EqualTo(HttpStatusCode.OK));
        }
        finally
        {
            open.ForEach(socket => socket.Dispose());
        }
    }

    private async Task<Shop> OpenAsync(params string[] settings)
    {
        Student.Call(ServerProbes.LimitsOf, 0);               // what is not written yet is said first
        var shop = Shop.Open(Student, Scratch, ReferenceShop.Instance.CopyTo(Scratch), settings);
        await shop.GetAsync("/metrics");
        return shop;
    }

    private static async Task<double> MemoryAsync(Shop shop) => (await shop.GetAsync("/api/health")).Number("memory", "anonymousBytes");

    private byte[] Picture() => UnseenPhotos.Garments(Unseen, 1).Image(0).ToJpeg(92);

    private static double Sum(string[] lines, string name) =>
        lines.Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is '{' or ' ')
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    [GeneratedRegex("""^[a-zA-Z_:][a-zA-Z0-9_:]*(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\["\\n])*",?)*\})? ([-+]?[0-9.eE+-]+|[+-]Inf|NaN)$""")]
    private static partial Regex Sample();
}
