namespace Frugal.Gguf;

/// <summary>The shape of a model as the metadata that llama.cpp's architecture <c>llama</c> reads.</summary>
internal sealed record LlamaMetadata
{
    /// <summary>Number of tokens in the vocabulary.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Maximum number of tokens in a text.</summary>
    public required int Context { get; init; }

    /// <summary>Length of a token's vector.</summary>
    public required int Width { get; init; }

    /// <summary>Number of transformer blocks.</summary>
    public required int Blocks { get; init; }

    /// <summary>Hidden width of the feed-forward layers.</summary>
    public required int FeedForward { get; init; }

    /// <summary>Number of attention heads for queries.</summary>
    public required int Heads { get; init; }

    /// <summary>Number of attention heads for keys and values.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>Added to the mean square in the normalisation.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Base of the rotary frequencies.</summary>
    public double RotaryBase { get; init; } = 10_000;

    /// <summary>Sets the values, and the type of the file: F32, or F16.</summary>
    public void Describe(GgufWriter writer, GgufType type) => writer
        .Set(GgufKeys.FileType, type == GgufType.F32 ? 0u : 1u)
        .Set("llama.vocab_size", (uint)Vocabulary)
        .Set("llama.context_length", (uint)Context)
        .Set("llama.embedding_length", (uint)Width)
        .Set("llama.block_count", (uint)Blocks)
        .Set("llama.feed_forward_length", (uint)FeedForward)
        .Set("llama.attention.head_count", (uint)Heads)
        .Set("llama.attention.head_count_kv", (uint)KeyValueHeads)
        .Set("llama.attention.layer_norm_rms_epsilon", (float)Epsilon)
        .Set("llama.rope.dimension_count", (uint)(Width / Heads))
        .Set("llama.rope.freq_base", (float)RotaryBase);
}
