using Frugal;
using Frugal.Serving.Problems;

namespace ClothingApi.Operations;

/// <summary>What the client is told of the server's own failures.</summary>
public static class Problems
{
    public static Problem? Of(Exception failure) => failure switch
    {
        NotImplementedException { Message: var task } => new(501, "not_done", "A task of the lab is not done yet", task),
        FrugalException => Problem.ModelUnavailable("The model or the data cannot be read. The server's log says which.", TimeSpan.FromSeconds(5)),
        _ => null,
    };
}
