using ClothingApi.Predictions;
using Frugal.Serving.Metrics;

namespace ClothingApi.Operations;

/// <summary>What the shop's owner wants to know of the running server.</summary>
public sealed class ApiMetrics
{
    private readonly LatencyBook latencies;
#if SOLUTION
    private readonly MetricsRegistry registry = new();
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
        predictions = registry.Counter("clothing_predictions_total", "Pictures classified, by the model's format and the class.", "format", "label");
        fallbacks = registry.Counter("clothing_fallbacks_total", "Pictures that another model answered than was asked for.");
        requests = registry.Counter("clothing_requests_total", "Answers to /api/ requests, by path and status.", "path", "status");
        seconds = registry.Histogram("clothing_prediction_seconds", "Time of a prediction, the upload included.", labels: "format");
        inference = registry.Histogram("clothing_inference_seconds", "Time that the model ran for a batch.", labels: "format");
        batches = registry.Histogram("clothing_batch_size", "Pictures that ran together.", [1, 2, 4, 8, 16, 32]);
        registry.Gauge("clothing_queue_length", "Pictures that wait for a model.", () => predictor.Waits);
#else
        // Task 9: register the metrics here, and count with them below.
#endif
    }

    /// <summary>Counts a prediction: by format and label, how long it took in seconds, how large its batch was, and whether the fallback answered.</summary>
    public void Predicted(PredictAnswer answer, TimeSpan took)
    {
        latencies.Note(answer.Model.Format, answer.Timings.InferenceMs / answer.Timings.Batch);
#if SOLUTION
        predictions.Increment(answer.Model.Format, answer.Label);
        seconds.Observe(took.TotalSeconds, answer.Model.Format);
        inference.Observe(answer.Timings.InferenceMs / 1000, answer.Model.Format);
        batches.Observe(answer.Timings.Batch);
        if (answer.Model.Fallback)
        {
            fallbacks.Increment();
        }
#endif
    }

    /// <summary>Counts an answer by its endpoint's path and its status. Never by what the client typed: that would let it make metrics without end.</summary>
    /// <param name="path">The endpoint's route, such as /api/articles/{id}/image.</param>
    /// <param name="status">The HTTP status.</param>
    public void Answered(string path, int status)
    {
#if SOLUTION
        requests.Increment(path, status.ToString(System.Globalization.CultureInfo.InvariantCulture));
#endif
    }

    /// <summary>All metrics in Prometheus' text format.</summary>
    public string ToText()
    {
#if SOLUTION
        return registry.ToText();
#else
        throw new NotImplementedException("Task 9 - count what happens, and write it for Prometheus. Hint: MetricsRegistry.Counter, Histogram and Gauge; the tests ask for clothing_predictions_total, clothing_fallbacks_total, clothing_requests_total, clothing_prediction_seconds, clothing_inference_seconds, clothing_batch_size and clothing_queue_length.");
#endif
    }
}
