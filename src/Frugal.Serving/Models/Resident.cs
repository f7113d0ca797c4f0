namespace Frugal.Serving.Models;

/// <summary>A model in memory. All members are read and written under the scheduler's lock.</summary>
internal sealed class Resident<TModel>(PoolEntry<TModel> entry, TModel model, Room room) where TModel : class, IDisposable
{
    public PoolEntry<TModel> Entry => entry;

    public TModel Model => model;

    /// <summary>What is counted for it until it is freed.</summary>
    public Room Room => room;

    /// <summary>Number of leases.</summary>
    public int Users { get; set; }

    /// <summary>When it was loaded, lent or returned last: a timestamp of the clock.</summary>
    public long LastUsed { get; set; }

    /// <summary>Whether it is not lent for now, so that its memory becomes free for the request that has waited longest.</summary>
    public bool Draining { get; set; }

    /// <summary>Why it will be freed after its last lease; null while it is in service.</summary>
    public UnloadReason? Retired { get; set; }

    /// <summary>Whether it may be lent.</summary>
    public bool Serves => Retired is null && !Draining;
}
