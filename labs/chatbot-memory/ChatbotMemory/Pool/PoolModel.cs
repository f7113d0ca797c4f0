namespace ChatbotMemory.Pool;

/// <summary>A model that the pool may load.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">What it takes of the budget, from the beginning of its loading to the end of its disposal.</param>
/// <param name="Open">Loads it; takes a while, and may fail.</param>
public sealed record PoolModel<T>(string Name, long Bytes, Func<T> Open) where T : class, IDisposable;
