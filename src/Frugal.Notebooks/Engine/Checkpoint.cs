using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Frugal.Notebooks.Engine;

/// <summary>
/// The call that the engine inserts into the loops and functions of a cell, so that an interruption ends them: see <see cref="CheckpointInserter"/>.
/// It costs a load and a comparison while nothing is interrupted.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Checkpoint
{
    private static int interruptions;

    /// <summary>Returns, or ends the cell if it was interrupted.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pass()
    {
        if (Volatile.Read(ref interruptions) != 0)
        {
            Ask();
        }
    }

    /// <summary>Makes all cells test for an interruption; only the interrupted one ends.</summary>
    internal static void Close() => Interlocked.Increment(ref interruptions);

    /// <summary>Reverts one call of <see cref="Close"/>.</summary>
    internal static void Open() => Interlocked.Decrement(ref interruptions);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Ask() => Interruption.ThrowIfRequested();
}
