using Frugal.Gguf;

namespace Labs.ChatbotMemory.Grader;

/// <summary>A model of the architecture llama, small enough to be quantised again and again. Its rows are multiples of 256, which the K-quants need.</summary>
internal static class SmallLlama
{
    public const string Matrix = "blk.0.attn_q.weight";

    /// <summary>The weights of <see cref="Matrix"/>, for a width of 256.</summary>
    public const int Weights = 256 * 256;

    private const int Heads = 4, Vocabulary = 260;

    /// <summary>Writes the model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="unseen">Draws the weights.</param>
    /// <param name="type">F32 or F16.</param>
    /// <param name="given">The weights of <see cref="Matrix"/>; null if they are drawn too.</param>
    /// <param name="hidden">The width of the feed-forward layers.</param>
    /// <param name="blocks">Transformer blocks.</param>
    public static void Write(string path, Random unseen, GgufType type, float[]? given = null, int hidden = 512, int blocks = 1)
    {
        const int Width = 256;
        var writer = new GgufWriter("llama")
            .Set("llama.block_count", (uint)blocks).Set("llama.context_length", 128u).Set("llama.embedding_length", (uint)Width).Set("llama.feed_forward_length", (uint)hidden)
            .Set("llama.attention.head_count", (uint)Heads).Set("llama.attention.head_count_kv", (uint)Heads).Set("llama.attention.layer_norm_rms_epsilon", 1e-5f)
            .Set("llama.rope.dimension_count", (uint)(Width / Heads)).Set("llama.vocab_size", (uint)Vocabulary)
            .Set(GgufKeys.TokenizerModel, "llama")
            .Set(GgufKeys.Tokens, GgufValue.OfArray<string>(["<unk>", "<s>", "</s>", .. Enumerable.Range(0, 256).Select(i => $"<0x{i:X2}>"), "▁"]))
            .Set("tokenizer.ggml.scores", GgufValue.OfArray(Enumerable.Repeat(0f, Vocabulary)))
            .Set("tokenizer.ggml.token_type", GgufValue.OfArray<int>([2, 3, 3, .. Enumerable.Repeat(6, 256), 1]));
        Add("token_embd", Width, Vocabulary);
        for (var block = 0; block < blocks; block++)
        {
            Norm($"blk.{block}.attn_norm");
            Add($"blk.{block}.attn_q", Width, Width);
            Add($"blk.{block}.attn_k", Width, Width);
            Add($"blk.{block}.attn_v", Width, Width);
            Add($"blk.{block}.attn_output", Width, Width);
            Norm($"blk.{block}.ffn_norm");
            Add($"blk.{block}.ffn_gate", Width, hidden);
            Add($"blk.{block}.ffn_up", Width, hidden);
            Add($"blk.{block}.ffn_down", hidden, Width);
        }

        Norm("output_norm");
        Add("output", Width, Vocabulary);
        writer.Save(path);

        void Add(string name, int columns, int rows) =>
            writer.Add($"{name}.weight", [columns, rows], type, $"{name}.weight" == Matrix && given is not null ? given : [.. Enumerable.Range(0, columns * rows).Select(_ => unseen.NextSingle() * 0.2f - 0.1f)]);

        void Norm(string name) => writer.Add($"{name}.weight", [Width], GgufType.F32, Enumerable.Repeat(1f, Width).ToArray());
    }
}
