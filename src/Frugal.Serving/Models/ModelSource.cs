namespace Frugal.Serving.Models;

/// <summary>A model that a pool can load.</summary>
/// <typeparam name="TModel">What is made of the file.</typeparam>
/// <param name="Name">Its name in answers and metrics.</param>
/// <param name="File">Its file, watched for changes.</param>
/// <param name="Load">Makes the model of the file; called from one thread at a time. What it throws is a failed load.</param>
public sealed record ModelSource<TModel>(string Name, string File, Func<string, TModel> Load)
    where TModel : class, IDisposable;
