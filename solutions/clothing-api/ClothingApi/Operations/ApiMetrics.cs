using ClothingApi.Predictions;
using Prometheus;

namespace ClothingApi.Operations;

/// <summary>
/// What the shop's owner wants to know of the running server, for Prometheus. Labels have a fixed set of values; what a client types is none.
/// <list type="table">
/// <item><c>clothing_predictions_total{format, label}</c>, counter: pictures classified, by the format of the model that answered (int8, fp32) and the class.</item>
/// <item><c>clothing_fallbacks_total</c>, counter without labels: pictures that another model answered than was asked for. It is there from the start, as 0.</item>
/// <item><c>clothing_requests_total{path, status}</c>, counter: answers of the API, by the endpoint's route and the HTTP status.</item>
/// <item><c>clothing_prediction_seconds{format}</c>, histogram: time of a prediction, the upload included.</item>
/// <item><c>clothing_inference_seconds{format}</c>, histogram: time that the model ran for a prediction's batch.</item>
/// <item><c>clothing_batch_size</c>, histogram without labels: pictures that ran together.</item>
/// <item><c>clothing_queue_length</c>, gauge without labels: pictures that wait for a model at the moment of the question.</item>
/// </list>
/// </summary>
public sealed class ApiMetrics
{
    private readonly LatencyBook latencies;
    private readonly CollectorRegistry registry = Metrics.NewCustomRegistry();      // this server's own: the default one is shared by the whole process
#if SOLUTION
    private readonly Counter predictions;
    private readonly Counter fallbacks;
    private readonly Counter requests;
    private readonly Histogram seconds;
    private readonly Histogram inference;
    private readonly Histogram batches;
#endif

    public ApiMetrics(LatencyBook latencies, Predictor predictor)
    {
        this.latencies = latencies;
#if SOLUTION
        var metrics = Metrics.WithCustomRegistry(registry);
        var times = new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(0.0005, 2, 15) };      // 0.5 ms to 8 s
        var sizes = new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(1, 2, 6) };            // 1 to 32
        predictions = metrics.CreateCounter("clothing_predictions_total", "Pictures classified, by the model's format and the class.", ["format", "label"]);
        fallbacks = metrics.CreateCounter("clothing_fallbacks_total", "Pictures that another model answered than was asked for.");
        requests = metrics.CreateCounter("clothing_requests_total", "Answers to /api/ requests, by path and status.", ["path", "status"]);
        seconds = metrics.CreateHistogram("clothing_prediction_seconds", "Time of a prediction, the upload included.", ["format"], times);
        inference = metrics.CreateHistogram("clothing_inference_seconds", "Time that the model ran for a batch.", ["format"], times);
        batches = metrics.CreateHistogram("clothing_batch_size", "Pictures that ran together.", sizes);
        var queue = metrics.CreateGauge("clothing_queue_length", "Pictures that wait for a model.");
        registry.AddBeforeCollectCallback(() => queue.Set(predictor.Waits));
#else
        // Task 10: create the metrics in the registry here, and count with them below.
#endif
    }

    /// <summary>Counts a prediction in the metrics above: its class, its two times in seconds, its batch, and whether the fallback answered.</summary>
    public void Predicted(PredictAnswer answer, TimeSpan took)
    {
        latencies.Note(answer.Model.Format, answer.Timings.InferenceMs / answer.Timings.Batch);
#if SOLUTION
        predictions.WithLabels(answer.Model.Format, answer.Label).Inc();
        seconds.WithLabels(answer.Model.Format).Observe(took.TotalSeconds);
        inference.WithLabels(answer.Model.Format).Observe(answer.Timings.InferenceMs / 1000);
        batches.Observe(answer.Timings.Batch);
        if (answer.Model.Fallback)
        {
            fallbacks.Inc();
        }
#endif
    }

    /// <summary>Counts an answer by its endpoint's path and its status. Never by what the client typed: that would let it make metrics without end.</summary>
    /// <param name="path">The endpoint's route, such as /api/articles/{id}/image.</param>
    /// <param name="status">The HTTP status.</param>
    public void Answered(string path, int status)
    {
#if SOLUTION
        requests.WithLabels(path, status.ToString(System.Globalization.CultureInfo.InvariantCulture)).Inc();
#endif
    }

    /// <summary>Writes all metrics in Prometheus' text format.</summary>
    public Task WriteAsync(Stream to, CancellationToken cancellation)
    {
#if SOLUTION
        return registry.CollectAndExportAsTextAsync(to, cancellation);
#else
        throw new NotImplementedException("Task 10 - count what happens, and write it for Prometheus. Hint: Metrics.WithCustomRegistry gives CreateCounter, CreateHistogram and CreateGauge; registry.AddBeforeCollectCallback, CollectAndExportAsTextAsync.");
#endif
    }
}
