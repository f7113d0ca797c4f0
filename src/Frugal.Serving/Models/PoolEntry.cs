namespace Frugal.Serving.Models;

/// <summary>One model of a pool, loaded or not. All members are read and written under the scheduler's lock.</summary>
internal sealed class PoolEntry<TModel>(ModelSource<TModel> source) where TModel : class, IDisposable
{
    public ModelSource<TModel> Source => source;

    public string Name => source.Name;

    public bool Pinned => source.Pinned;

    /// <summary>The copy in service; null if there is none. While a new file is loaded, the old copy serves.</summary>
    public Resident<TModel>? Current { get; set; }

    /// <summary>What is counted for the load in flight; null if none is.</summary>
    public Room? Loading { get; set; }

    /// <summary>The requests that wait, in order of arrival.</summary>
    public LinkedList<Waiter<TModel>> Waiters { get; } = [];

    /// <summary>The memory that the next load will take, as last seen.</summary>
    public ModelMemory Need { get; set; }

    /// <summary>The file's stamp when it was last looked at.</summary>
    public FileStamp Seen { get; set; }

    /// <summary>The file's stamp when it was last loaded, successfully or not.</summary>
    public FileStamp Tried { get; set; }

    /// <summary>When the file was last looked at or loaded.</summary>
    public long CheckedAt { get; set; }

    /// <summary>Since when the copy in service is older than its file; null if it is not.</summary>
    public long? StaleSince { get; set; }

    /// <summary>Why the last load failed; null if it succeeded.</summary>
    public string? LoadFailure { get; set; }

    /// <summary>Why the last copy could not be freed; null if it could.</summary>
    public string? UnloadFailure { get; set; }

    public TimeSpan? LoadTime { get; set; }

    /// <summary>What is set aside for a pinned model until it is loaded.</summary>
    public Room SetAside => Pinned && Current is null && Loading is null ? Room.Of(Need) : default;

    public ModelState State => Current is not null ? ModelState.Ready
        : Loading is not null ? ModelState.Loading
        : LoadFailure is not null ? ModelState.Failed
        : ModelState.NotLoaded;
}
