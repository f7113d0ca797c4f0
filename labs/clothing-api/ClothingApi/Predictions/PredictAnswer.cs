namespace ClothingApi.Predictions;

/// <summary>What POST /api/predict answers.</summary>
/// <param name="Label">The likeliest class.</param>
/// <param name="Confidence">Its probability.</param>
/// <param name="Scores">All classes, the likeliest first.</param>
/// <param name="Model">Who answers.</param>
/// <param name="Timings">How long it took.</param>
public sealed record PredictAnswer(string Label, float Confidence, IReadOnlyList<Score> Scores, AnsweringModel Model, PredictTimings Timings);

/// <summary>A class and its probability, 0 to 1.</summary>
public sealed record Score(string Label, float Probability);

/// <summary>The model that answers.</summary>
public sealed record AnsweringModel(string Name, string Format, long Bytes, bool Fallback, string? Reason);

/// <summary>Milliseconds of each step, and how many pictures ran together.</summary>
public sealed record PredictTimings(double DecodeMs, double PreprocessMs, double QueueMs, double InferenceMs, double TotalMs, int Batch);
