using System.Diagnostics;
using System.Numerics.Tensors;
using ClothingApi.Models;
using ClothingApi.Operations;
using ClothingApi.Photos;

namespace ClothingApi.Predictions;

/// <summary>POST /api/predict: what is in the picture?</summary>
public static class PredictEndpoint
{
    public static void MapPredict(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/predict", async (HttpRequest request, string? model, PhotoUploads uploads, PredictServices services) =>
        {
            var start = Stopwatch.GetTimestamp();
            var file = await uploads.ReadAsync(request);
            var answer = StandIn.Prediction?.Invoke() ?? await AnswerAsync(file, model, services, request.HttpContext.RequestAborted);
            services.Metrics.Predicted(answer, Stopwatch.GetElapsedTime(start));
            return TypedResults.Ok(answer);
        }).DisableAntiforgery();

    /// <summary>
    /// The answer for one picture: choose the model, decode, prepare, run, and turn the logits into probabilities (softmax). <see cref="PredictAnswer"/> says what it holds: all classes
    /// with their probabilities, the likeliest first; the name of the classifier, the format and bytes of the model that answered, whether it is the fallback, and why. Each step is
    /// timed in milliseconds: decodeMs, preprocessMs, queueMs and inferenceMs are the steps' own times, totalMs the whole, from the first line to the last; batch is how many pictures ran together.
    /// </summary>
    /// <param name="file">The upload.</param>
    /// <param name="format">The model asked for: int8, fp32, or null for int8.</param>
    /// <param name="services">The models, the decoder and the predictor.</param>
    /// <param name="cancellation">The client has gone.</param>
    public static async Task<PredictAnswer> AnswerAsync(byte[] file, string? format, PredictServices services, CancellationToken cancellation)
    {
        await Task.CompletedTask;
        throw new NotImplementedException("Task 7 - answer a prediction with its timings. Hint: services.Models.ClassifierAsync, services.Decoder.DecodeAsync and Prepare, services.Predictor, TensorPrimitives.SoftMax; Stopwatch.GetTimestamp between the steps.");
    }
}

/// <summary>What a prediction needs.</summary>
public sealed record PredictServices(ModelShelf Models, DecodingQueue Decoder, Predictor Predictor, ApiMetrics Metrics);
