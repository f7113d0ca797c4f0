using Frugal.Measuring;

namespace Frugal.Llama;

/// <summary>A model in llama.cpp.</summary>
internal sealed class LoadedLanguageModel(LoadedWeights weights) : ILanguageModel
{
    private readonly Lock gate = new();
    private bool disposed;

    public int Context => weights.Context;

    public int[] Tokenize(string text, bool special = false) => Using(() => weights.Frame.Tokenize(text, special));

    public int[] TokenizeChat(IReadOnlyList<(string Role, string Text)> turns) => Using(() => weights.Frame.Tokenize(turns));

    public ReadOnlyMemory<byte> Bytes(int token) => weights.Vocabulary.Bytes(token);

    public bool IsEnd(int token) => weights.Vocabulary.IsEnd(token);

    public ILanguageSession Start(LanguageSessionOptions? options = null) => Start(options, MemoryLeft.Now());

    /// <param name="options">The session; null for the defaults.</param>
    /// <param name="left">The memory that is left; null if that is not known.</param>
    internal ILanguageSession Start(LanguageSessionOptions? options, MemoryLeft? left) => Using(() => new LlamaSession(weights, (options ?? new LanguageSessionOptions()).Validated(), left));

    public void Dispose()
    {
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
        }

        weights.Release();
    }

    /// <summary>Calls llama.cpp while the weights cannot be freed.</summary>
    private T Using<T>(Func<T> call)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, typeof(ILanguageModel));
            weights.Use();
        }

        try
        {
            return call();
        }
        finally
        {
            weights.Release();
        }
    }
}
