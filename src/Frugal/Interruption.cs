namespace Frugal;

/// <summary>
/// A cancellation request that reaches the long loops of this library without being passed from call to call. It flows with the execution
/// context into tasks and threads; the notebook engine sets it for each cell.
/// </summary>
public static class Interruption
{
    private static readonly AsyncLocal<CancellationToken> Ambient = new();

    /// <summary>The cancellation token of the current context; it is never cancelled if none was set.</summary>
    public static CancellationToken Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>Throws if <paramref name="own"/> or the context requests cancellation.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public static void ThrowIfRequested(CancellationToken own = default)
    {
        own.ThrowIfCancellationRequested();
        Current.ThrowIfCancellationRequested();
    }
}
