using Frugal.Gguf;

namespace Frugal.Llama.Tests;

/// <summary>A model of the Llama architecture with random weights and a tokenizer of single bytes: 2 blocks, rows of 256 and 512.</summary>
internal static class TinyLlama
{
    public const int Width = 256, Heads = 4, KeyHeads = 2, Hidden = 512, Blocks = 2, Context = 128, Tokens = 3 + 256 + 1;

    /// <param name="type">F32, F16 or BF16 for the matrices; norms are F32.</param>
    /// <param name="width">Another width, a multiple of 8.</param>
    public static GgufWriter Writer(GgufType type, int width = Width)
    {
        var random = new Random(19);
        var writer = new GgufWriter("llama").Set(GgufKeys.Name, "tiny é").Set("llama.block_count", (uint)Blocks).Set("llama.context_length", (uint)Context).Set("llama.embedding_length", (uint)width)
            .Set("llama.feed_forward_length", (uint)Hidden).Set("llama.attention.head_count", (uint)Heads).Set("llama.attention.head_count_kv", (uint)KeyHeads)
            .Set("llama.attention.layer_norm_rms_epsilon", 1e-5f).Set("llama.rope.dimension_count", (uint)(width / Heads)).Set("llama.vocab_size", (uint)Tokens);
        AddTokenizer(writer);

        Matrix("token_embd", width, Tokens);
        for (var block = 0; block < Blocks; block++)
        {
            Norm($"blk.{block}.attn_norm");
            Matrix($"blk.{block}.attn_q", width, width);
            Matrix($"blk.{block}.attn_k", width, width / Heads * KeyHeads);
            Matrix($"blk.{block}.attn_v", width, width / Heads * KeyHeads);
            Matrix($"blk.{block}.attn_output", width, width);
            Norm($"blk.{block}.ffn_norm");
            Matrix($"blk.{block}.ffn_gate", width, Hidden);
            Matrix($"blk.{block}.ffn_up", width, Hidden);
            Matrix($"blk.{block}.ffn_down", Hidden, width);
        }

        Norm("output_norm");
        Matrix("output", width, Tokens);
        return writer;

        void Matrix(string name, int columns, int rows) =>
            writer.Add(name + ".weight", [columns, rows], type, Enumerable.Range(0, columns * rows).Select(_ => (random.NextSingle() - 0.5f) * 0.2f).ToArray());

        void Norm(string name) => writer.Add(name + ".weight", [width], GgufType.F32, Enumerable.Range(0, width).Select(_ => 0.9f + random.NextSingle() * 0.2f).ToArray());
    }

    /// <summary>SentencePiece's kinds of tokens: 1 normal, 2 unknown, 3 control, 6 byte.</summary>
    private static void AddTokenizer(GgufWriter writer) => writer
        .Set(GgufKeys.TokenizerModel, "llama")
        .Set(GgufKeys.Tokens, GgufValue.OfArray<string>(["<unk>", "<s>", "</s>", .. Enumerable.Range(0, 256).Select(i => $"<0x{i:X2}>"), "▁"]))
        .Set("tokenizer.ggml.scores", GgufValue.OfArray(Enumerable.Repeat(0f, Tokens)))
        .Set("tokenizer.ggml.token_type", GgufValue.OfArray<int>([2, 3, 3, .. Enumerable.Repeat(6, 256), 1]))
        .Set("tokenizer.ggml.bos_token_id", 1u).Set("tokenizer.ggml.eos_token_id", 2u).Set("tokenizer.ggml.unknown_token_id", 0u);
}
