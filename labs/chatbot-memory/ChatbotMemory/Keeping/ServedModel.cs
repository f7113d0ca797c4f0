using ChatbotMemory.Files;
using Frugal.Llama;

namespace ChatbotMemory.Keeping;

/// <summary>A model in memory with the sessions of its conversations; they leave the memory together.</summary>
/// <param name="form">Which model it is.</param>
/// <param name="model">The model.</param>
/// <param name="conversations">How many sessions are kept.</param>
/// <param name="released">Called once, when the memory is free.</param>
public sealed class ServedModel(ModelForm form, ILanguageModel model, int conversations, Action released) : ILanguageModel
{
    private int disposed;

    /// <summary>Which model it is.</summary>
    public ModelForm Form => form;

    /// <summary>The sessions that wait for their conversations to go on.</summary>
    public SessionShelf Sessions { get; } = new(conversations);

    /// <inheritdoc/>
    public int Context => model.Context;

    /// <inheritdoc/>
    public int[] Tokenize(string text, bool special = false) => model.Tokenize(text, special);

    /// <inheritdoc/>
    public int[] TokenizeChat(IReadOnlyList<(string Role, string Text)> turns) => model.TokenizeChat(turns);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Bytes(int token) => model.Bytes(token);

    /// <inheritdoc/>
    public bool IsEnd(int token) => model.IsEnd(token);

    /// <inheritdoc/>
    public ILanguageSession Start(LanguageSessionOptions? options = null) => model.Start(options);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            Sessions.Dispose();
            model.Dispose();
            released();
        }
    }
}
