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
#if SOLUTION
        var start = Stopwatch.GetTimestamp();
        var choice = await services.Models.ClassifierAsync(format);
        var network = choice.Network;
        var loaded = Stopwatch.GetTimestamp();
        var picture = await services.Decoder.DecodeAsync(file, network.Preparation.Size, cancellation);
        var decoded = Stopwatch.GetTimestamp();
        var tensor = services.Decoder.Prepare(picture, network.Preparation);
        var prepared = Stopwatch.GetTimestamp();
        var result = await services.Predictor.RunAsync(network, tensor, cancellation);

        var probabilities = result.Outputs;
        TensorPrimitives.SoftMax(probabilities, probabilities);
        var classes = network.Metadata.Classes;
        Score[] scores = [.. probabilities.Select((probability, i) => new Score(classes[i], probability)).OrderByDescending(score => score.Probability)];
        return new(scores[0].Label, scores[0].Probability, scores,
            new(services.Models.ClassifierName, choice.Format, network.Bytes, choice.Fallback, choice.Reason),
            new(Milliseconds(loaded, decoded), Milliseconds(decoded, prepared), result.Queued.TotalMilliseconds, result.Ran.TotalMilliseconds,
                Milliseconds(start, Stopwatch.GetTimestamp()), result.Batch));
#else
        await Task.CompletedTask;
        throw new NotImplementedException("Task 7 - answer a prediction with its timings. Hint: services.Models.ClassifierAsync, services.Decoder.DecodeAsync and Prepare, services.Predictor, TensorPrimitives.SoftMax; Stopwatch.GetTimestamp between the steps.");
#endif
    }
#if SOLUTION

    private static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
#endif
}

/// <summary>What a prediction needs.</summary>
public sealed record PredictServices(ModelShelf Models, DecodingQueue Decoder, Predictor Predictor, ApiMetrics Metrics);
