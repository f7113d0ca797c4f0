using Frugal;
using Frugal.Serving.Problems;

namespace ChatbotMemory.Operations;

/// <summary>What a client sees of failures.</summary>
public static class Problems
{
    /// <summary>The problem of a failure; null for one that nobody expected.</summary>
    public static Problem? Of(Exception failure) => failure switch
    {
        NotImplementedException { Message: var task } => new(501, "not_done", "A task of the lab is not done yet", task),
        ProblemException { Problem: var problem } => problem,
        FrugalException => Problem.ModelUnavailable(failure.Message, TimeSpan.FromSeconds(5)),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(413, "too_large", "The request is too large", "The request has more bytes than the server reads. Begin a new chat."),
        _ => null,
    };
}
