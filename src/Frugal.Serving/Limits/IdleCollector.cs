using Frugal.Measuring;
using Microsoft.Extensions.Hosting;

namespace Frugal.Serving.Limits;

/// <summary>
/// Returns memory to the system after a burst of work. A runtime that no longer allocates does not start a collection, and would
/// keep the memory of the burst.
/// </summary>
/// <param name="worthwhile">Allocations in bytes since the last collection below which no collection is started.</param>
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
