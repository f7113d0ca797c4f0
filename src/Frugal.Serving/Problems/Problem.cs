namespace Frugal.Serving.Problems;

/// <summary>What went wrong with a request, as RFC 9457 tells it, with a code that programs can rely on.</summary>
/// <param name="Status">The HTTP status, 400 to 599.</param>
/// <param name="Code">Stable, in snake_case: <c>too_large</c>.</param>
/// <param name="Title">A few words, the same for every occurrence.</param>
/// <param name="Detail">A sentence for the user: what was given, what is allowed.</param>
public sealed record Problem(int Status, string Code, string Title, string Detail)
{
    /// <summary>When to try again; null where trying again does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The upload has more bytes than <paramref name="limit"/>: 413.</summary>
    public static Problem TooLarge(long limit) =>
        new(413, "too_large", "The upload is too large", $"The upload may have {limit:N0} bytes. Send a smaller picture.");

    /// <summary>The request's content type is not one that the endpoint reads: 415.</summary>
    public static Problem WrongContentType(string? given, string allowed) =>
        new(415, "wrong_content_type", "The content type is not supported", $"'{Shorten(given)}' was sent; allowed are {allowed}.");

    /// <summary>There is no picture in the request: 400.</summary>
    public static Problem MissingImage(string detail) => new(400, "missing_image", "The picture is missing", detail);

    /// <summary>The client has asked too often: 429.</summary>
    public static Problem RateLimited(TimeSpan retryAfter) =>
        new(429, "rate_limited", "Too many requests", "This client has sent more requests than it may. Wait a moment and try again.") { RetryAfter = retryAfter };

    /// <summary>More work waits than the server takes on: 503.</summary>
    public static Problem Busy(TimeSpan retryAfter) =>
        new(503, "busy", "The server is busy", "More requests wait than the server takes on. Wait a moment and try again.") { RetryAfter = retryAfter };

    /// <summary>No model can answer: 503.</summary>
    public static Problem ModelUnavailable(string why, TimeSpan retryAfter) =>
        new(503, "model_unavailable", "No model can answer", why) { RetryAfter = retryAfter };

    /// <summary>A failure of the server that the client need not understand: 500, without a word of its cause.</summary>
    public static Problem Unexpected() =>
        new(500, "unexpected", "The server failed", "The request could not be answered. The server's log says why.");

    private static string Shorten(string? given) => given is null or "" ? "nothing" : given.Length <= 80 ? given : given[..80] + "...";
}
