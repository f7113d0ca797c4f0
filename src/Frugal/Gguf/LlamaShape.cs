namespace Frugal.Gguf;

/// <summary>The shape of a real language model of the Llama architecture.</summary>
/// <param name="Name">How it is asked for: <c>1b</c>.</param>
/// <param name="Like">The model that has this shape, but for its vocabulary.</param>
/// <param name="Width">Length of a token's vector.</param>
/// <param name="Blocks">Number of transformer blocks.</param>
/// <param name="Heads">Number of attention heads for queries.</param>
/// <param name="KeyValueHeads">Number of attention heads for keys and values.</param>
/// <param name="FeedForward">Hidden width of the feed-forward layers.</param>
public sealed record LlamaShape(string Name, string Like, int Width, int Blocks, int Heads, int KeyValueHeads, int FeedForward)
{
    /// <summary>Number of tokens in the vocabulary, that of Llama 2.</summary>
    public const int Vocabulary = 32_000;

    /// <summary>Maximum number of tokens in a text.</summary>
    public const int Context = 4096;

    /// <summary>The shapes, from small to large. All rows are multiples of 256, which llama.cpp's K-quants need.</summary>
    public static IReadOnlyList<LlamaShape> All { get; } =
    [
        new("tiny", "none: for quick trials", 256, 4, 4, 2, 768),
        new("134m", "none: as many blocks and as wide as GPT-2", 768, 12, 12, 12, 2048),
        new("1b", "TinyLlama-1.1B", 2048, 22, 32, 4, 5632),
        new("3b", "Llama-3.2-3B", 3072, 28, 24, 8, 8192),
        new("7b", "Mistral-7B", 4096, 32, 32, 8, 14_336),
    ];

    /// <summary>Length of an attention head's vectors.</summary>
    public int HeadWidth => Width / Heads;

    /// <summary>Number of weights: the matrices with the token embedding and the output layer, and the norms.</summary>
    public long Parameters => Tensors().Sum(tensor => tensor.Columns * Math.Max(tensor.Rows, 1));

    /// <summary>The shape with this name, in upper or lower case.</summary>
    /// <exception cref="FrugalException">There is none.</exception>
    public static LlamaShape Named(string name) => All.FirstOrDefault(shape => shape.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new FrugalException($"Unknown size '{name}' of a language model. Choose one of: {string.Join(", ", All.Select(shape => shape.Name))}.");

    /// <summary>llama.cpp's names and sizes of the tensors; norms have 0 rows.</summary>
    internal IEnumerable<(string Name, long Columns, long Rows)> Tensors()
    {
        yield return ("token_embd.weight", Width, Vocabulary);
        for (var i = 0; i < Blocks; i++)
        {
            yield return ($"blk.{i}.attn_norm.weight", Width, 0);
            yield return ($"blk.{i}.attn_q.weight", Width, Width);
            yield return ($"blk.{i}.attn_k.weight", Width, HeadWidth * KeyValueHeads);
            yield return ($"blk.{i}.attn_v.weight", Width, HeadWidth * KeyValueHeads);
            yield return ($"blk.{i}.attn_output.weight", Width, Width);
            yield return ($"blk.{i}.ffn_norm.weight", Width, 0);
            yield return ($"blk.{i}.ffn_gate.weight", Width, FeedForward);
            yield return ($"blk.{i}.ffn_up.weight", Width, FeedForward);
            yield return ($"blk.{i}.ffn_down.weight", FeedForward, Width);
        }

        yield return ("output_norm.weight", Width, 0);
        yield return ("output.weight", Width, Vocabulary);
    }
}
