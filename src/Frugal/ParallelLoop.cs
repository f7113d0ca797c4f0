using System.Runtime.ExceptionServices;

namespace Frugal;

/// <summary>Parallel loops that fail as sequential ones do: with the exception of an iteration, not with a collection of them.</summary>
internal static class ParallelLoop
{
    public static void For(int count, Action<int> body, CancellationToken cancellation = default)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, body);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }
}
