using Microsoft.AspNetCore.Http;

namespace Browser.Tests.Shop;

/// <summary>The stub's answers, in the shapes of the lab's brief.</summary>
internal static class Answers
{
    private static readonly (string Label, double Probability)[] Scores =
    [
        ("dress", 0.9312), ("skirt", 0.0341), ("outwear", 0.0142), ("longsleeve", 0.0089), ("shirt", 0.0051),
        ("t-shirt", 0.0033), ("pants", 0.0017), ("shorts", 0.0008), ("hat", 0.0005), ("shoes", 0.0002),
    ];

    public static long Bytes(string format) => format == "int8" ? 1_238_144 : 4_791_425;

    public static object Listed(string format) =>
        new { name = "garments-resnet", format, bytes = Bytes(format), loaded = false, loadMs = (double?)null, p50Ms = (double?)null, requests = 0 };

    /// <summary>What a model answers; where it is the broken one, the other answers and says why.</summary>
    public static object Prediction(string asked, string? broken)
    {
        var fallback = asked == broken;
        var format = fallback ? (asked == "int8" ? "fp32" : "int8") : asked;
        var inference = format == "int8" ? 0.31 : 0.92;
        return new
        {
            label = Scores[0].Label,
            confidence = Scores[0].Probability,
            scores = Scores.Select(score => new { label = score.Label, probability = score.Probability }),
            model = new { name = "garments-resnet", format, bytes = Bytes(format), fallback, reason = fallback ? $"garments-resnet.{asked}.onnx: the file ends early." : null },
            timings = new { decodeMs = 0.42, preprocessMs = 0.18, queueMs = 0.09, inferenceMs = inference, totalMs = inference + 0.71, batch = 1 },
        };
    }

    public static object Similar(string asked) => new
    {
        articles = Enumerable.Range(0, 10).Select(i => new { id = $"a{10 * i}", label = Photos.Label(10 * i), similarity = 0.94 - 0.017 * i, image = $"/api/articles/a{10 * i}/image" }),
        encoder = new { name = "garments-mobilenet", format = asked, bytes = 300_000 },
        searched = 1000,
        timings = new { decodeMs = 0.4, preprocessMs = 0.2, encodeMs = 0.25, searchMs = 0.034, totalMs = 0.9 },
    };

    public static IResult Refusal(int status, string? code, string detail = "A sentence from the server.") =>
        Results.Json(new { type = "about:blank", title = "Refused", status, detail, code }, contentType: "application/problem+json", statusCode: status);
}
