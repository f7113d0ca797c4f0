using ClothingApi.Predictions;
using Prometheus;

namespace ClothingApi.Operations;

/// <summary>What the shop's owner wants to know of the running server.</summary>
public sealed class ApiMetrics
{
    private readonly LatencyBook latencies;
    private readonly CollectorRegistry registry = Metrics.NewCustomRegistry();      // this server's own: the default one is shared by the whole process

    public ApiMetrics(LatencyBook latencies, Predictor predictor)
    {
        this.latencies = latencies;
        // Task 9: create the metrics in the registry here, and count with them below.
    }

    /// <summary>Counts a prediction: by format and label, how long it took in seconds, how large its batch was, and whether the fallback answered.</summary>
    public void Predicted(PredictAnswer answer, TimeSpan took)
    {
        latencies.Note(answer.Model.Format, answer.Timings.InferenceMs / answer.Timings.Batch);
    }

    /// <summary>Counts an answer by its endpoint's path and its status. Never by what the client typed: that would let it make metrics without end.</summary>
    /// <param name="path">The endpoint's route, such as /api/articles/{id}/image.</param>
    /// <param name="status">The HTTP status.</param>
    public void Answered(string path, int status)
    {
    }

    /// <summary>Writes all metrics in Prometheus' text format.</summary>
    public Task WriteAsync(Stream to, CancellationToken cancellation)
    {
        throw new NotImplementedException("Task 9 - count what happens, and write it for Prometheus. Hint: Metrics.WithCustomRegistry gives CreateCounter, CreateHistogram and CreateGauge; registry.AddBeforeCollectCallback, CollectAndExportAsTextAsync; the tests ask for clothing_predictions_total, clothing_fallbacks_total, clothing_requests_total, clothing_prediction_seconds, clothing_inference_seconds, clothing_batch_size and clothing_queue_length.");
    }
}
