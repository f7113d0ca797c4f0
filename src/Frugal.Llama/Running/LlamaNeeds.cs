using System.Runtime.InteropServices;
using Frugal.Gguf;
using Frugal.Measuring;

namespace Frugal.Llama;

/// <summary>The memory that a model will take, by its file alone.</summary>
internal static class LlamaNeeds
{
    /// <summary>llama.cpp rounds the places of a context up to a multiple of this.</summary>
    private const int Places = 256;

    /// <summary>Bytes per token of the vocabulary in tables, llama.cpp's and ours: texts, maps, merges. 16 MB were measured with 32,000 tokens, code included.</summary>
    private const int PerToken = 400;

    /// <summary>Formats that llama.cpp stores again in an order that suits the processor (ggml, <c>ggml_repack_get_optimal_repack_type</c>): on any processor, and on Arm alone.</summary>
    private static readonly string[] Repacked = ["Q4_0", "Q4_K", "Q2_K", "IQ4_NL", "MXFP4"], RepackedOnArm = ["Q5_K", "Q6_K", "Q8_0"];

    /// <summary>Anonymous memory of the weights: all if they are copied, else those that are stored again. Whether a row's layout allows it is not looked at: rather too much.</summary>
    public static ByteSize Weights(GgufFile file, bool mapped) => new(file.Tensors.Where(tensor => !mapped || IsRepacked(tensor)).Sum(tensor => tensor.Bytes));

    public static ByteSize Vocabulary(GgufFile file) => new((long)PerToken * file.Metadata[GgufKeys.Tokens].Elements<string>().Count);

    /// <summary>Keys and values of one token in all layers.</summary>
    public static long CachedPerToken(GgufFile file)
    {
        var prefix = file.Architecture + ".";
        var heads = PerBlock(file, prefix + (file.Metadata.ContainsKey(prefix + "attention.head_count_kv") ? "attention.head_count_kv" : "attention.head_count"));
        var (keys, values) = HeadWidths(file);
        return Enumerable.Range(0, (int)Math.Clamp(file.Metadata.Integer(prefix + "block_count") ?? 0, 0, 4096)).Sum(block => heads[Math.Min(block, heads.Length - 1)] * (keys + values));
    }

    /// <summary>Keys and values of a context.</summary>
    public static ByteSize Cache(long perToken, int capacity, bool in8Bits)
    {
        var type = in8Bits ? GgufType.Q8_0 : GgufType.F16;
        return new ByteSize((long)((capacity + Places - 1L) / Places * Places * (double)perToken / type.BlockSize * type.BytesPerBlock));
    }

    /// <summary>Values that a part of a prompt needs between two operations, as measured: 16 to 18 MB for 512 tokens, a width of 768 and a feed-forward of 2,048. The rest of llama.cpp's buffer is never touched.</summary>
    public static ByteSize Working(GgufFile file, int part)
    {
        var prefix = file.Architecture + ".";
        return new ByteSize(sizeof(float) * part * (6 * (file.Metadata.Integer(prefix + "embedding_length") ?? 0) + 2 * PerBlock(file, prefix + "feed_forward_length").Max()));
    }

    /// <summary>Length of the heads' vectors that the cache stores; 0 if the file does not say.</summary>
    public static (long Keys, long Values) HeadWidths(GgufFile file)
    {
        var prefix = file.Architecture + ".";
        var width = (file.Metadata.Integer(prefix + "embedding_length") ?? 0) / Math.Max(1, PerBlock(file, prefix + "attention.head_count").Max());
        return (file.Metadata.Integer(prefix + "attention.key_length") ?? width, file.Metadata.Integer(prefix + "attention.value_length") ?? width);
    }

    private static bool IsRepacked(GgufTensor tensor) => tensor.Shape.Count >= 2 && (Repacked.Contains(tensor.Type.Name)
        || RuntimeInformation.ProcessArchitecture is Architecture.Arm64 && RepackedOnArm.Contains(tensor.Type.Name));

    /// <summary>A number for all blocks, or one per block.</summary>
    private static long[] PerBlock(GgufFile file, string key) => !file.Metadata.TryGetValue(key, out var value) ? [0]
        : value.ElementType == GgufValueType.Int32 ? [.. value.Elements<int>().DefaultIfEmpty().Select(heads => (long)heads)]
        : value.ElementType == GgufValueType.UInt32 ? [.. value.Elements<uint>().DefaultIfEmpty().Select(heads => (long)heads)]
        : [file.Metadata.Integer(key) ?? 0];
}
