namespace Frugal.Llama;

/// <summary>A language model in memory: its weights, its tokens and the frame of its chats. Safe for concurrent callers.</summary>
/// <remarks>The weights are freed when the model and all sessions on it are disposed, in whichever order.</remarks>
public interface ILanguageModel : IDisposable
{
    /// <summary>Maximum number of tokens that the model was trained to see at once.</summary>
    int Context { get; }

    /// <summary>The tokens of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="special">Whether the text's special tokens, such as <c>&lt;|im_end|&gt;</c>, count as such; false for what a user wrote.</param>
    int[] Tokenize(string text, bool special = false);

    /// <summary>The tokens of a chat so far, with the beginning of the assistant's next turn, in the frame that the model was trained on.</summary>
    /// <param name="turns">Role (<c>system</c>, <c>user</c> or <c>assistant</c>) and text of each turn, in order.</param>
    int[] TokenizeChat(IReadOnlyList<(string Role, string Text)> turns);

    /// <summary>The bytes of a token, a part of a text in UTF-8; a character can be split between tokens. Empty for special tokens.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary has no such token.</exception>
    ReadOnlyMemory<byte> Bytes(int token);

    /// <summary>Whether this token ends an answer.</summary>
    bool IsEnd(int token);

    /// <summary>Begins a text; its keys and values take memory until the session is disposed.</summary>
    /// <exception cref="FrugalException">An option is out of range, or the memory does not suffice.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    ILanguageSession Start(LanguageSessionOptions? options = null);
}
