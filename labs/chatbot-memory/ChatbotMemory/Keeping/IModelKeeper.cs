using ChatbotMemory.Files;

namespace ChatbotMemory.Keeping;

/// <summary>One way to keep models in memory.</summary>
public interface IModelKeeper : IAsyncDisposable
{
    /// <summary>The forms that clients may ask for; the first one answers unless they do.</summary>
    IReadOnlyList<ModelForm> Forms { get; }

    /// <summary>The names of the forms that are in memory now. Never waits.</summary>
    IReadOnlyList<string> Loaded { get; }

    /// <summary>Begins to load what is to be in memory from the start.</summary>
    void Warm();

    /// <summary>Lends a model for one use.</summary>
    Task<T> UseAsync<T>(ModelForm form, Func<ServedModel, Task<T>> use, CancellationToken cancellation);
}
