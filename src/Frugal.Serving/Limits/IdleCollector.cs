using Frugal.Measuring;
using Microsoft.Extensions.Hosting;

namespace Frugal.Serving.Limits;

/// <summary>
/// Gives memory back to the system when a burst of work is over: a runtime that no longer allocates does not collect by itself, and would
/// keep what the burst took.
/// </summary>
/// <param name="worthwhile">Allocations in bytes since the last collection below which nothing is done.</param>
public sealed class IdleCollector(long worthwhile = IdleCollector.Worthwhile) : BackgroundService
{
    private const long Worthwhile = 32_000_000;
    private const long Quiet = 1_000_000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        var (collected, before) = (GC.GetTotalAllocatedBytes(), GC.GetTotalAllocatedBytes());
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            var now = GC.GetTotalAllocatedBytes();
            if (now - before < Quiet && now - collected > worthwhile)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                NativeHeap.Trim();
                collected = now;
            }

            before = now;
        }
    }
}
