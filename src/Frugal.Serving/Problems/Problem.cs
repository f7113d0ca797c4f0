namespace Frugal.Serving.Problems;

/// <summary>A failed request, described as in RFC 9457, with a stable code for programs.</summary>
/// <param name="Status">The HTTP status, 400 to 599.</param>
/// <param name="Code">Stable, in snake_case: <c>too_large</c>.</param>
/// <param name="Title">A few words, the same for every occurrence.</param>
/// <param name="Detail">A sentence for the user: the value given and the values allowed.</param>
public sealed record Problem(int Status, string Code, string Title, string Detail)
{
    internal const string ModelBusyCode = "model_busy";

    /// <summary>How long to wait before trying again; null if a retry does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The upload has more bytes than <paramref name="limit"/>: 413.</summary>
    public static Problem TooLarge(long limit) =>
        new(413, "too_large", "The upload is too large", $"The upload may have {limit:N0} bytes. Send a smaller picture.");

    /// <summary>The endpoint does not accept the request's content type: 415.</summary>
    public static Problem WrongContentType(string? given, string allowed) =>
        new(415, "wrong_content_type", "The content type is not supported", $"'{Shorten(given)}' was sent; allowed are {allowed}.");

    /// <summary>The request contains no image: 400.</summary>
    public static Problem MissingImage(string detail) => new(400, "missing_image", "The picture is missing", detail);

    /// <summary>The client has sent too many requests: 429.</summary>
    public static Problem RateLimited(TimeSpan retryAfter) =>
        new(429, "rate_limited", "Too many requests", "This client has sent more requests than it may. Wait a moment and try again.") { RetryAfter = retryAfter };

    /// <summary>The server's queue is full: 503.</summary>
    public static Problem Busy(TimeSpan retryAfter) =>
        new(503, "busy", "The server is busy", "More requests wait than the server takes on. Wait a moment and try again.") { RetryAfter = retryAfter };

    /// <summary>No model is available: 503.</summary>
    public static Problem ModelUnavailable(string why, TimeSpan retryAfter) =>
        new(503, "model_unavailable", "No model can answer", why) { RetryAfter = retryAfter };

    /// <summary>The model did not come into memory in time, because others were in use: 503.</summary>
    public static Problem ModelBusy(string name, TimeSpan waited, TimeSpan retryAfter) =>
        new(503, ModelBusyCode, "The model is busy", $"'{name}' was not ready within {waited.TotalSeconds:0.#} s: other models are in use, or it is still being loaded. Wait a moment and try again.") { RetryAfter = retryAfter };

    /// <summary>The model never fits into the server's memory budget: 503.</summary>
    /// <param name="why">The sum: what the model needs, what is pinned, what is allowed.</param>
    public static Problem ModelTooLarge(string why) => new(503, "model_too_large", "The model does not fit into memory", why);

    /// <summary>An internal failure, reported without its cause: 500.</summary>
    public static Problem Unexpected() =>
        new(500, "unexpected", "The server failed", "The request could not be answered. The server's log says why.");

    private static string Shorten(string? given) => given is null or "" ? "nothing" : given.Length <= 80 ? given : given[..80] + "...";
}
