namespace Frugal;

/// <summary>
/// A request to stop that reaches the long loops of this library without being handed from call to call. It travels with the execution
/// context into tasks and threads; a notebook's engine sets it for each cell.
/// </summary>
public static class Interruption
{
    private static readonly AsyncLocal<CancellationToken> Ambient = new();

    /// <summary>What asks the work of this context to stop; never asks where nobody set it.</summary>
    public static CancellationToken Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>Ends the work when <paramref name="own"/> or the context asks for it.</summary>
    /// <exception cref="OperationCanceledException">It was asked for.</exception>
    public static void ThrowIfRequested(CancellationToken own = default)
    {
        own.ThrowIfCancellationRequested();
        Current.ThrowIfCancellationRequested();
    }
}
