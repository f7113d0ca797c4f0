namespace Frugal.Texts;

/// <summary>Errors of byte-pair vocabularies, all created here.</summary>
internal static class BytePairErrors
{
    public static FrugalException Special(string name) =>
        new($"Byte pairs: the special token '{name}' could also be a token of a text. Give it letters and other signs, without white space: <|end|>.");

    public static FrugalException Twice(string name) => new($"Byte pairs: the special token '{name}' is given twice. Give each token a name of its own.");

    public static FrugalException Unreadable(string path, Exception cause) =>
        new($"{path}: cannot be read as a byte-pair vocabulary ({cause.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Give a file that BytePairVocabulary.Save wrote.", cause);

    public static FrugalException Merge(string path, int number, string merge) => new(FormattableString.Invariant(
        $"{path}: merge {number:N0}, '{merge}', is not two known tokens separated by a space. Give a file that BytePairVocabulary.Save wrote."));

    public static FrugalException UnknownId(int id, int tokens) => new(FormattableString.Invariant(
        $"Byte pairs: there is no token {id}; tokens are 0 to {tokens - 1}. Decode by the vocabulary that the text was encoded by."));

    public static FrugalException UnknownSpecial(string name, IEnumerable<string> specials) =>
        new($"Byte pairs: '{name}' is not a special token. Choose one of: {string.Join(", ", specials)}.");
}
