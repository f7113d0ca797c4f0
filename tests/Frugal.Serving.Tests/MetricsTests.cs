using Frugal.Serving.Metrics;

namespace Frugal.Serving.Tests;

public class MetricsTests
{
    [Test]
    public void Metrics_are_written_as_Prometheus_reads_them()
    {
        var registry = new MetricsRegistry();
        var requests = registry.Counter("requests_total", "Requests, by path.", "path");
        registry.Counter("errors_total", "Errors.");
        registry.Gauge("queue_length", "Waiting.", () => 2.5);
        var times = registry.Histogram("time_seconds", "Time.", [0.1, 1], "model");

        requests.Increment("/b");
        requests.Add(3, "/a \"quoted\" \\ \n");
        times.Observe(0.1, "int8");
        times.Observe(0.5, "int8");
        times.Observe(7, "int8");
        times.Observe(double.NaN, "int8");

        Assert.That(registry.ToText(), Is.EqualTo("""
            # HELP errors_total Errors.
            # TYPE errors_total counter
            errors_total 0
            # HELP queue_length Waiting.
            # TYPE queue_length gauge
            queue_length 2.5
            # HELP requests_total Requests, by path.
            # TYPE requests_total counter
            requests_total{path="/a \"quoted\" \\ \n"} 3
            requests_total{path="/b"} 1
            # HELP time_seconds Time.
            # TYPE time_seconds histogram
            time_seconds_bucket{model="int8",le="0.1"} 1
            time_seconds_bucket{model="int8",le="1"} 2
            time_seconds_bucket{model="int8",le="+Inf"} 3
            time_seconds_sum{model="int8"} 7.6
            time_seconds_count{model="int8"} 3

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Nothing_is_lost_when_many_threads_count()
    {
        var registry = new MetricsRegistry();
        var counter = registry.Counter("hits_total", "Hits.", "kind");
        var times = registry.Histogram("time_seconds", "Time.");

        Parallel.For(0, 20_000, i =>
        {
            counter.Increment(i % 2 == 0 ? "even" : "odd");
            times.Observe(0.001);
        });

        Assert.That((counter.Value("even"), counter.Value("odd")), Is.EqualTo((10_000, 10_000)));
        Assert.That(registry.ToText(), Does.Contain("time_seconds_count 20000\n"));
    }

    [Test]
    public void Names_that_Prometheus_refuses_are_refused() => Assert.Multiple(() =>
    {
        var registry = new MetricsRegistry();
        registry.Counter("taken_total", "Taken.");
        Assert.That(() => registry.Counter("taken_total", "Again."), Throws.TypeOf<FrugalException>());
        Assert.That(() => registry.Counter("2nd", "A digit first."), Throws.TypeOf<FrugalException>());
        Assert.That(() => registry.Counter("a_total", "A bad label.", "le bel"), Throws.TypeOf<FrugalException>());
        Assert.That(() => registry.Histogram("h", "Bounds that do not ascend.", [1, 1]), Throws.TypeOf<FrugalException>());
        Assert.That(() => registry.Counter("b_total", "Labels.", "one").Increment(), Throws.TypeOf<FrugalException>());
    });
}
