using Frugal.Architectures;
using Frugal.Texts;

namespace Frugal.Gguf;

/// <summary>A language model that <see cref="LlamaImporter"/> read. Dispose it to free the network.</summary>
/// <param name="Name">The model's name in the file.</param>
/// <param name="Network">The network, in evaluation mode.</param>
/// <param name="Vocabulary">Its vocabulary, for a <see cref="BytePairTokenizer"/>.</param>
/// <param name="ChatTemplate">How a chat becomes one text, a template in Jinja; null if the file has none.</param>
public sealed record ImportedLlama(string Name, LlamaModel Network, BytePairVocabulary Vocabulary, string? ChatTemplate) : IDisposable
{
    /// <summary>Frees the network.</summary>
    public void Dispose() => Network.Dispose();
}
