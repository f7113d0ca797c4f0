using Frugal.Gguf;
using Frugal.Measuring;

namespace Frugal.Llama;

/// <summary>Errors of llama.cpp and its use, all created here.</summary>
internal static class LlamaErrors
{
    public static FrugalException NotLoaded(Exception cause) =>
        new("llama.cpp cannot be loaded on this system. On Debian and Ubuntu: sudo apt-get install libgomp1; elsewhere see that the folder runtimes lies beside the program.", cause);

    public static FrugalException UnknownType(string name) => new($"Unknown type '{name}'. Choose one of {string.Join(", ", LlamaFileType.All)}.");

    public static FrugalException SameFile(string path) => new($"{path}: is both input and output. Give another output file.");

    public static FrugalException Quantized(string path, GgufTypeUse use) =>
        new($"{path}: already quantised ({use.Tensors} tensors in {use.Type}); only F32, F16 and BF16 can be quantised without losing more. Give the original file.");

    public static FrugalException NoWeights(string path) => new($"{path}: has no tensors to quantise. Give a whole model, not its vocabulary alone.");

    public static FrugalException Rows(string path, GgufTensor tensor, LlamaFileType type) => new(FormattableString.Invariant(
        $"{path}: tensor '{tensor.Name}' has rows of {tensor.RowLength:N0} weights; {type} needs a multiple of {type.Format.BlockSize}. Choose {(tensor.RowLength % GgufType.Q8_0.BlockSize == 0 ? "Q8_0, Q4_0 or F16" : "F16")}."));

    public static FrugalException NoSpace(string path, long needed, long free) =>
        new(FormattableString.Invariant($"{path}: needs at least {needed / 1e6:N1} MB, and {free / 1e6:N1} MB are free. Free some space or choose another folder."));

    public static FrugalException Failed(string path, string error) =>
        new($"{path}: llama.cpp could not quantise it{(error.Length > 0 ? $" ({error.TrimEnd('.', ' ')})" : "")}. Check that `frugal gguf info` reads it and that its architecture is one of llama.cpp's.");

    public static FrugalException NotRunnable(string path, string error, Exception cause) =>
        new($"{path}: llama.cpp could not load it{(error.Length > 0 ? $" ({error.TrimEnd('.', ' ')})" : "")}. Check that `frugal gguf info` reads it, that its architecture is one of llama.cpp's, and that there is enough memory.", cause);

    public static FrugalException NotComputed(string path, string result) => new($"{path}: llama.cpp could not compute it ({result}). Give a smaller window, or free some memory.");

    public static FrugalException OtherVocabulary(string reference, int tokens, string other, int otherTokens) => new(FormattableString.Invariant(
        $"{reference} ({tokens:N0} tokens) and {other} ({otherTokens:N0} tokens) have different vocabularies. Compare two files of the same model."));

    public static FrugalException ShortText(int tokens, int fewest) => new(FormattableString.Invariant($"The text has {tokens} tokens; at least {fewest} are needed. Give a longer text."));

    public static FrugalException BadLogits(string reference, string other, Exception cause) =>
        new($"{reference} or {other} computes logits that are not finite. Quantise the original file again, or train again with a lower learning rate.", cause);

    public static FrugalException NoLanguageModel(string path, string why) => new($"{path}: {why}. Give a GGUF file of a language model that continues texts, such as Llama, Qwen or Gemma.");

    public static FrugalException NoMemory(string what, IReadOnlyList<(string Part, ByteSize Size)> parts, MemoryLeft left, string remedy) =>
        new($"{what} needs {parts.Aggregate(new ByteSize(0), (sum, part) => sum + part.Size)} of memory ({string.Join(" + ", parts.Select(part => $"{part.Part} {part.Size}"))}), and {left.Size} are left ({left.Limit}). {remedy}");

    public static FrugalException HeadWidth(string path, long width) => new(FormattableString.Invariant(
        $"{path}: its heads are {width} wide; keys and values in 8 bits need a multiple of {GgufType.Q8_0.BlockSize}. Store them in F16: leave out CacheIn8Bits."));

    public static FrugalException NoContext(string path, uint capacity, string error, Exception cause) => new(FormattableString.Invariant(
        $"{path}: llama.cpp could not make a context of {capacity:N0} tokens{(error.Length > 0 ? $" ({error.TrimEnd('.', ' ')})" : "")}. Ask for fewer tokens, or free some memory."), cause);

    public static FrugalException Full(int count, int more, int capacity) => new(FormattableString.Invariant(
        $"The session holds {count:N0} of {capacity:N0} tokens; {more:N0} more do not fit. Cut it, or start one with a larger Capacity."));

    public static FrugalException UnknownToken(int token, int count) => new(FormattableString.Invariant($"Token {token} is not in the vocabulary, which has tokens 0 to {count - 1}. Give the tokens of this model's Tokenize."));

    public static FrugalException NotRead(string path, string result) => new($"{path}: llama.cpp could not compute the tokens ({result}). Start another session, with a smaller Capacity if memory is short.");

    public static FrugalException NotFinite(string path) => new($"{path}: the model computes logits that are not finite. Quantise the original file again, or download it again.");

    public static FrugalException Turns(string? role, IEnumerable<string> roles) =>
        new(role is null ? "The chat has no turns. Give at least one." : $"A turn has the role '{role}'; roles are {string.Join(", ", roles)}.");

    public static FrugalException UnknownTemplate(string path, Exception cause) =>
        new($"{path}: llama.cpp does not know its chat template. Give a file whose template is one of llama.cpp's, such as ChatML; or write the frame yourself, by Tokenize.", cause);
}
