using System.Net;
using System.Net.Sockets;
using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

[Task(10, "Metrics and limits")]
[Points(6)]
[Hint("The names, labels and numbers stand in the comments above ApiMetrics and Limits.")]
public class OperationTests : TaskFixture
{
    [Test, Points(1.5), Hint("CreateCounter and CreateHistogram take the label names; WithLabels gives their values, in the same order.")]
    public async Task Prometheus_reads_every_metric_with_its_labels()
    {
        using var shop = Open(Parts.Prediction(fallback: false));
        var answers = new[] { await Predict(shop), await Predict(shop), await Predict(shop) };
        await shop.PostAsync("/api/predict", "no picture"u8.ToArray());
        var reply = await shop.GetAsync("/metrics");
        var metrics = MetricsText.Read(reply, "GET /metrics after three predictions (int8, shirt, in batches of 2) and an upload that is no picture");

        metrics.Has("clothing_predictions_total", "counter", 3, ("format", "int8"), ("label", "shirt"));
        metrics.Has("clothing_fallbacks_total", "counter", 0);
        metrics.Has("clothing_requests_total", "counter", 3, ("path", "/api/predict"), ("status", "200"));
        metrics.Has("clothing_requests_total", "counter", 1, ("path", "/api/predict"), ("status", "415"));
        metrics.Has("clothing_prediction_seconds", "histogram", 3, ("format", "int8"));
        metrics.Has("clothing_inference_seconds", "histogram", 3, ("format", "int8"));
        metrics.Has("clothing_batch_size", "histogram", 3);
        metrics.Has("clothing_queue_length", "gauge", 0);
        metrics.Sums("clothing_inference_seconds", 3 * 0.0005, "the inference times of 0.5 ms in seconds");
        metrics.Sums("clothing_batch_size", 6, "three batches of 2");
        Expect.For("Three predictions").Equal("the statuses", answers.Select(answer => (int)answer.Status), [200, 200, 200]);
    }

    [Test, Hidden, Points(1), Hint("WithLabels(path) with the route that Answered is given, nothing else; Inc() only if the fallback answered.")]
    public async Task Fallbacks_are_counted_and_what_a_client_types_makes_no_metric()
    {
        using var shop = Open(Parts.Prediction(fallback: true));
        var typed = $"typed{Unseen.Next(1_000_000, 9_999_999)}";
        await Predict(shop);
        await shop.GetAsync($"/api/{typed}");
        await shop.GetAsync($"/api/articles/{typed}/image");
        var reply = await shop.GetAsync("/metrics");

        MetricsText.Read(reply, "GET /metrics after a prediction by the fallback").Has("clothing_fallbacks_total", "counter", 1);
        reply.Expect().That(!reply.Content.Contains(typed, StringComparison.Ordinal), "labels with routes", "a label with the typed path");
    }

    [Test, Points(1)]
    public void The_limits_are_those_of_the_settings()
    {
        var limits = Student.Call(ServerProbes.LimitsOf, 0);
        var expect = Expect.For("RequestsPerSecond 123, Burst 456, LargestUpload 2 MB", "the comments in Limits.cs");

        expect.Equal("requests per second:", limits[0], 123);
        expect.Equal("the burst", limits[1], 456);
        expect.Equal("the largest upload in bytes", limits[2], 2_000_000);
        expect.Between("MaxRequestBodySize, four thirds of it and room for a form,", limits[3], 2_000_000 * 4 / 3 + 1_000, 2_000_000 * 4 / 3 + 200_000);
        expect.Between("RequestHeadersTimeout in seconds", limits[4], 1, 15);
        expect.Between("MinRequestBodyDataRate in bytes per second", limits[5], 100, 10_000);
        expect.Between("KeepAliveTimeout in seconds", limits[6], 5, 60);
        expect.Equal("the bytes of all uploads that are read at a time", limits[7], 64_000_000);
        expect.Between("the grace period of MinRequestBodyDataRate in seconds", limits[8], 1, 30);
    }

    [Test, Points(1), Hint("path.StartsWithSegments(\"/api\").")]
    public async Task Who_asks_too_often_is_told_when_to_come_back_and_health_still_answers()
    {
        string[] paths = ["/api/predict", "/api/similar", "/api/health", "/api/health/live", "/metrics", "/index.html"];
        var limited = Student.Call(ServerProbes.Limited, paths);
        foreach (var (path, got, expected) in paths.Zip(limited, [true, true, false, false, false, false]))
        {
            Expect.For($"The path {path}", "Limits.IsLimited").Equal("that it counts:", got, expected);
        }

        using var shop = Open(null, "--Clothing:RequestsPerSecond", "1", "--Clothing:Burst", "3");
        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => shop.GetAsync("/api/models")));
        var refused = replies.Where(reply => reply.Status == HttpStatusCode.TooManyRequests).ToArray();

        Expect.For("12 requests at once, with a burst of 3 and 1 request per second", "Limits.Rate").Between("refusals, in number:", refused.Length, 7, 9);
        foreach (var reply in refused)
        {
            reply.Expect().Equal("the problem", reply.Code, "rate_limited");
            reply.Expect().That(reply.RetryAfter > TimeSpan.Zero, "a Retry-After header", "none");
        }

        var live = await shop.GetAsync("/api/health/live");
        live.Expect("Limits.IsLimited: health is refused too").That(live.Status != HttpStatusCode.TooManyRequests, "an answer from a flooded server", "429");
    }

    [Test, Hidden, Points(1), Hint("Limits.Uploads, and MaxRequestBodySize in Limits.Connections.")]
    public async Task Hostile_uploads_are_refused_and_leave_no_memory_behind()
    {
        using var shop = Open(Parts.Prediction(fallback: false));
        var picture = Picture();
        await Predict(shop);
        var before = Student.Call(ServerProbes.Collect, 0);
        (Task<Reply> Reply, string Code)[] uploads =
        [
            (shop.PostAsync("/api/predict", "Just text."u8.ToArray()), "not_an_image"),
            (shop.PostAsync("/api/predict", HostileFiles.ManyScans(picture)), "too_much_work"),
            (shop.PostAsync("/api/predict", new byte[50_000_000]), "too_large"),
            (shop.PostFormAsync("/api/predict", new byte[50_000_000]), "too_large"),
            (shop.PostAsync("/api/predict", picture, "application/pdf"), "wrong_content_type"),
            (shop.PostAsync("/api/predict", """{"image":"""u8.ToArray(), "application/json"), "missing_image"),
            (shop.PostFormAsync("/api/predict", picture, "photo"), "missing_image"),
            (shop.PostAsync("/api/predict", []), "missing_image"),
        ];
        await Task.WhenAll(uploads.Select(upload => upload.Reply));
        foreach (var (reply, code) in uploads.Select(upload => (upload.Reply.Result, upload.Code)))
        {
            reply.Expect().Between("the status", (int)reply.Status, 400, 499);
            reply.Expect().Equal("the problem", reply.Code, code);
            reply.Expect().That(!reply.Content.Contains("   at ", StringComparison.Ordinal), "an answer without a stack trace", "one with it");
        }

        var left = Math.Max(0, Student.Call(ServerProbes.Collect, 0) - before);
        Record("memory_left", new Figure(left, "bytes"), new Budget(40e6, "bytes", AtMost: true));
        Expect.For("Anonymous memory after the uploads").That(left < 40_000_000, "less than 40 MB more than before", $"{left:N0} bytes");
    }

    [Test, Hidden, Points(0.5)]
    public async Task A_thousand_half_open_connections_hold_nobody_up()
    {
        using var shop = Open(null);
        var open = new List<Socket>();
        try
        {
            for (var i = 0; i < 1000; i++)
            {
                var socket = await shop.ConnectAsync();
                open.Add(socket);
                await socket.SendAsync("POST /api/predict HTTP/1.1\r\nHost: shop\r\nContent-Le"u8.ToArray());
            }

            var answer = await shop.GetAsync("/api/models");
            answer.Expect().Equal("the status", (int)answer.Status, 200);
        }
        finally
        {
            open.ForEach(socket => socket.Dispose());
        }
    }

    /// <summary>A shop whose predictions are the grader's: this task counts them, and makes none.</summary>
    private Shop Open(string? prediction, params string[] settings)
    {
        Student.Call(ServerProbes.LimitsOf, 0);               // what is not written yet is said first
        return Shop.Open(Student, Scratch, ReferenceShop.Instance.CopyTo(Scratch), new Gifts(Prediction: prediction, Models: true), settings);
    }

    private Task<Reply> Predict(Shop shop) => shop.PostAsync("/api/predict", Picture());

    private byte[] Picture() => UnseenPhotos.Garments(Unseen, 1).Image(0).ToJpeg(92);
}
