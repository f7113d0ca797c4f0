namespace Frugal.Serving.Models;

/// <summary>A model that a pool can load.</summary>
/// <typeparam name="TModel">The type that the file is loaded as.</typeparam>
/// <param name="Name">The model's name in answers and metrics.</param>
/// <param name="File">The model's file, watched for changes.</param>
/// <param name="Load">Loads the model from the file; called from one thread at a time. An exception counts as a failed load.</param>
public sealed record ModelSource<TModel>(string Name, string File, Func<string, TModel> Load)
    where TModel : class, IDisposable
{
    /// <summary>The memory that the model will take, asked before each load: declared (<c>_ => new(...)</c>), or estimated from the file.
    /// Default: <see cref="ModelMemory.Copied"/>.</summary>
    public Func<string, ModelMemory> Memory { get; init; } = ModelMemory.Copied;

    /// <summary>Whether the pool sets this model's memory aside, and never unloads it by itself. False by default.</summary>
    public bool Pinned { get; init; }
}
