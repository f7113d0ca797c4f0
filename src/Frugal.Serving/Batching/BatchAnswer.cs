namespace Frugal.Serving.Batching;

/// <summary>What one input of a batch got.</summary>
/// <param name="Value">Its output.</param>
/// <param name="Batch">How many inputs ran together.</param>
/// <param name="Queued">How long it waited before they ran.</param>
/// <param name="Ran">How long they ran.</param>
public readonly record struct BatchAnswer<TOut>(TOut Value, int Batch, TimeSpan Queued, TimeSpan Ran);
