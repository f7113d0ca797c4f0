using Frugal.Texts;

namespace Frugal.Gguf;

/// <summary>The tokenizer of a GGUF file as a byte-pair vocabulary: the counterpart of <see cref="BytePairExport"/>.</summary>
internal static class BytePairImport
{
    /// <exception cref="FrugalException">The tokenizer is of another kind, splits words in another way, or numbers its tokens in another order.</exception>
    public static BytePairVocabulary Read(GgufFile file)
    {
        var (kind, split) = (file.Metadata.Text(GgufKeys.TokenizerModel), file.Metadata.Text(GgufKeys.TokenizerSplit));
        if (kind != BytePairExport.Kind || split != BytePairExport.Split)
        {
            throw GgufImportErrors.Tokenizer(file.Path, $"of the kind '{kind}' with words split as in '{split}'");
        }

        var tokens = file.Metadata[GgufKeys.Tokens].Elements<string>();
        var special = file.Metadata[GgufKeys.TokenTypes].Elements<int>().TakeWhile(type => type != BytePairExport.Normal).Count();
        var merges = file.Metadata[GgufKeys.Merges].Elements<string>().Select(merge => merge.Split(' '));
        var vocabulary = new BytePairVocabulary([.. tokens.Take(special)], [.. merges.Select(pair => pair is [var left, var right] ? (left, right) : throw Order(file))]);
        return vocabulary.Tokens.SequenceEqual(tokens) ? vocabulary : throw Order(file);
    }

    private static FrugalException Order(GgufFile file) => GgufImportErrors.Tokenizer(file.Path, "that numbers its tokens in another order than special tokens, bytes, merges");
}
