namespace Frugal.Texts;

/// <summary>Errors of models for text, all created here.</summary>
internal static class TextModelErrors
{
    public static FrugalException NoVocabulary(string file) =>
        new($"{file}: its metadata hold no vocabulary, so it cannot read text. Give a text classifier that Frugal exported, such as models/tweet-sentiment.onnx.");

    public static FrugalException NoLength(string file) => new($"{file}: its metadata do not state the maximum number of tokens. Give a text classifier that Frugal exported.");

    public static FrugalException Form(string file, string inputs, string outputs) =>
        new($"{file}: it has the inputs {inputs} and the outputs {outputs}; a text classifier has one int64 input (N, L) of tokens and one output of logits. Give another file.");

    public static FrugalException Classes(string file, int logits, int classes) =>
        new($"{file}: it computes {logits} logits, and its metadata name {classes} classes. Export the model again.");

    public static FrugalException Threads(int given) => new(FormattableString.Invariant($"Text model: {given} threads are given; it must be 1 to 256. Give the number of processors to use."));

    public static FrugalException Shape(int tokens, int count, int length, int longest) =>
        new(FormattableString.Invariant($"Text model: {tokens} tokens are given for {count} texts of {length} tokens. Give count × length tokens, with 1 text or more of 1 to {longest} tokens."));

    public static FrugalException Token(int token, int vocabulary) => new(FormattableString.Invariant($"Text model: there is no token {token}; tokens are 0 (padding) to {vocabulary - 1}. Encode texts with the model's own Encode."));
}
