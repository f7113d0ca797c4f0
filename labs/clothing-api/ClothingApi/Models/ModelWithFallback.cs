using Frugal;
using Frugal.Serving.Problems;

namespace ClothingApi.Models;

/// <summary>A model, and another that answers in its place when it cannot be had.</summary>
/// <param name="main">The model that was asked for.</param>
/// <param name="fallback">The other.</param>
public sealed class ModelWithFallback(ServedModel main, ServedModel fallback)
{
    /// <summary>The model that answers. Where it is the fallback, the answer says so, and why: the user must not take one model's answer for another's. The reason is a sentence for
    /// the shop's customers, without a path of the server; it is null where the main model answers.</summary>
    /// <exception cref="ProblemException">Neither can be had: <see cref="Problem.ModelUnavailable"/>, status 503 with a time after which to ask again; no path of the server and no
    /// exception's text in it.</exception>
    public async Task<ModelChoice> ChooseAsync()
    {
        throw new NotImplementedException("Task 2 - answer with the fallback when the main model fails, and say so. Hint: ServedModel.GetAsync throws FrugalException.");
    }
}

/// <summary>The model that answers.</summary>
/// <param name="Network">The model.</param>
/// <param name="Format">int8 or fp32.</param>
/// <param name="Fallback">Whether another was asked for.</param>
/// <param name="Reason">Why that one does not answer, for the user; null where it does.</param>
public sealed record ModelChoice(OnnxNetwork Network, string Format, bool Fallback, string? Reason);
