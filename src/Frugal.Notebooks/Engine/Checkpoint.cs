using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Frugal.Notebooks.Engine;

/// <summary>
/// What the engine puts into the loops and functions of a cell, so that an interruption ends them: see <see cref="CheckpointInserter"/>.
/// A load and a comparison while nothing is interrupted.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Checkpoint
{
    private static int interruptions;

    /// <summary>Goes on, or ends the cell.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pass()
    {
        if (Volatile.Read(ref interruptions) != 0)
        {
            Ask();
        }
    }

    /// <summary>Makes all cells ask; each goes on unless it is itself the one.</summary>
    internal static void Close() => Interlocked.Increment(ref interruptions);

    /// <summary>Takes one <see cref="Close"/> back.</summary>
    internal static void Open() => Interlocked.Decrement(ref interruptions);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Ask() => Interruption.ThrowIfRequested();
}
