namespace Frugal.Serving.Batching;

/// <summary>The result of one input of a batch.</summary>
/// <param name="Value">The input's output.</param>
/// <param name="Batch">Number of inputs in the batch.</param>
/// <param name="Queued">How long the input waited in the queue.</param>
/// <param name="Ran">How long the batch ran.</param>
public readonly record struct BatchAnswer<TOut>(TOut Value, int Batch, TimeSpan Queued, TimeSpan Ran);
