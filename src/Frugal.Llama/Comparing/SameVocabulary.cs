using Frugal.Gguf;

namespace Frugal.Llama;

/// <summary>Two files can be compared token by token only if their tokenizers are the same.</summary>
internal static class SameVocabulary
{
    /// <exception cref="FrugalException">A file has no tokens, or the files have other tokens, merges or kinds of tokenizer.</exception>
    public static void Require(GgufFile reference, GgufFile other)
    {
        var (ours, theirs) = (Tokens(reference), Tokens(other));
        if (reference.Metadata.Text(GgufKeys.TokenizerModel) != other.Metadata.Text(GgufKeys.TokenizerModel) || !ours.SequenceEqual(theirs) || !Merges(reference).SequenceEqual(Merges(other)))
        {
            throw LlamaErrors.OtherVocabulary(reference.Path, ours.Count, other.Path, theirs.Count);
        }
    }

    private static IReadOnlyList<string> Tokens(GgufFile file) => file.Metadata[GgufKeys.Tokens].Elements<string>();

    private static IReadOnlyList<string> Merges(GgufFile file) => file.Metadata.TryGetValue("tokenizer.ggml.merges", out var merges) ? merges.Elements<string>() : [];
}
