using Frugal;
using Frugal.Serving.Problems;

namespace TweetPipeline.Web;

/// <summary>What a client sees of failures.</summary>
public static class Problems
{
    /// <summary>The problem of a failure; null for one that nobody expected.</summary>
    public static Problem? Of(Exception failure) => failure switch
    {
        NotImplementedException { Message: var task } => new(501, "not_done", "A task of the lab is not done yet", task),
        ProblemException { Problem: var problem } => problem,
        FrugalException => new(500, "failed", "The server could not do that", failure.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(413, "too_large", "The request is too large", "The request has more bytes than the server reads."),
        _ => null,
    };

    /// <summary>There is no run with that id: 404.</summary>
    public static ProblemException UnknownRun() => new(new(404, "unknown_run", "There is no such run", "The run does not exist, or was deleted. GET /api/runs lists those that exist."));

    /// <summary>The results are not complete: 409.</summary>
    public static ProblemException NotFinished() => new(new(409, "not_finished", "The run has no results yet", "Wait until the run has ended: GET /api/runs/ID/events tells when."));

    /// <summary>A value of the query is not allowed: 400.</summary>
    public static ProblemException BadQuery(string name, string given, string allowed) => new(new(400, "bad_query", "A value of the query is not allowed", $"{name} is '{Shortened(given)}'. Allowed: {allowed}."));

    /// <summary>An upload that cannot be a file of tweets: 400.</summary>
    public static ProblemException BadFile(string code, string detail, Exception? cause = null) => new(new(400, code, "The file cannot be read", detail), cause);

    private static string Shortened(string given) => given.Length <= 60 ? given : given[..60] + "…";
}
