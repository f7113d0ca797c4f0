namespace Frugal.Gguf;

/// <summary>Metadata keys that the GGUF specification standardises. Keys of a model begin with its architecture: <c>llama.context_length</c>.</summary>
public static class GgufKeys
{
    /// <summary>The architecture of the model, <c>llama</c> for one; required.</summary>
    public const string Architecture = "general.architecture";

    /// <summary>The model's name.</summary>
    public const string Name = "general.name";

    /// <summary>The multiple at which each tensor's bytes begin; 32 if missing.</summary>
    public const string Alignment = "general.alignment";

    /// <summary>The version of the quantised formats; required if a tensor is quantised.</summary>
    public const string QuantizationVersion = "general.quantization_version";

    /// <summary>The type of most tensors, as llama.cpp numbers it (<c>llama_ftype</c>).</summary>
    public const string FileType = "general.file_type";

    /// <summary>The kind of tokenizer: <c>llama</c> (SentencePiece), <c>gpt2</c> (byte pairs) and others.</summary>
    public const string TokenizerModel = "tokenizer.ggml.model";

    /// <summary>The tokens, an array of texts.</summary>
    public const string Tokens = "tokenizer.ggml.tokens";

    /// <summary>How a text is split into words before its bytes are merged: <c>gpt-2</c> and others.</summary>
    public const string TokenizerSplit = "tokenizer.ggml.pre";

    /// <summary>The kind of each token, as llama.cpp numbers it: 1 for normal, 3 for control.</summary>
    public const string TokenTypes = "tokenizer.ggml.token_type";

    /// <summary>Which two tokens become one, the most urgent first: an array of texts, two tokens with a space between them.</summary>
    public const string Merges = "tokenizer.ggml.merges";

    /// <summary>How a chat becomes one text: a template in Jinja.</summary>
    public const string ChatTemplate = "tokenizer.chat_template";
}
