using Frugal.Serving.Problems;

namespace Frugal.Serving.Models;

/// <summary>The answer to a request: a model that is counted as lent, or a refusal.</summary>
internal readonly record struct Answer<TModel>(Resident<TModel>? Granted, Problem? Refusal) where TModel : class, IDisposable;

/// <summary>A request that waits for a model.</summary>
/// <param name="number">Its place in the order of arrival.</param>
/// <param name="since">When it arrived.</param>
internal sealed class Waiter<TModel>(long number, long since) : TaskCompletionSource<Answer<TModel>>(TaskCreationOptions.RunContinuationsAsynchronously)
    where TModel : class, IDisposable
{
    public long Number => number;

    public long Since => since;

    /// <summary>The link to the caller's cancellation, cut when the request is answered.</summary>
    public CancellationTokenRegistration Cancellation { get; set; }
}
