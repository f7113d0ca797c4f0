namespace Frugal.Gguf;

/// <summary>What llama.cpp calls the weights of a <see cref="Architectures.LlamaModel"/>.</summary>
internal static class TensorNames
{
    private static readonly Dictionary<string, string> Whole = new()
    {
        ["tokens.weight"] = "token_embd.weight",
        ["normalization.weight"] = "output_norm.weight",
        ["head.weight"] = "output.weight",
    };

    private static readonly Dictionary<string, string> OfBlock = new()
    {
        ["attentionNorm.weight"] = "attn_norm.weight",
        ["attention.query.weight"] = "attn_q.weight",
        ["attention.key.weight"] = "attn_k.weight",
        ["attention.value.weight"] = "attn_v.weight",
        ["attention.output.weight"] = "attn_output.weight",
        ["feedForwardNorm.weight"] = "ffn_norm.weight",
        ["feedForward.gate.weight"] = "ffn_gate.weight",
        ["feedForward.widen.weight"] = "ffn_up.weight",
        ["feedForward.narrow.weight"] = "ffn_down.weight",
    };

    /// <summary>The name in GGUF of a weight: <c>blocks.0.attention.query.weight</c> is <c>blk.0.attn_q.weight</c>.</summary>
    public static string Of(string weight) => weight.Split('.', 3) is ["blocks", var block, var rest] ? $"blk.{block}.{OfBlock[rest]}" : Whole[weight];
}
