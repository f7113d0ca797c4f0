using System.Text;
using LLama;
using LLama.Native;

namespace Frugal.Llama;

/// <summary>A model's tokens: their bytes, and which of them end an answer or stand for something other than text.</summary>
internal sealed class LlamaVocabulary
{
    private readonly LLamaWeights weights;
    private readonly byte[] bytes;
    private readonly int[] starts;
    private readonly bool[] ends;

    public LlamaVocabulary(LLamaWeights weights)
    {
        this.weights = weights;
        var (count, all) = (weights.Vocab.Count, new MemoryStream());
        (starts, ends) = (new int[count + 1], new bool[count]);
        var piece = new byte[256];
        var specials = new List<SpecialToken>();
        for (var token = 0; token < count; token++)
        {
            var attributes = ((LLamaToken)token).GetAttributes(weights.NativeHandle);
            ends[token] = ((LLamaToken)token).IsEndOfGeneration(weights.NativeHandle);
            all.Write(Piece(token, special: false, ref piece));
            starts[token + 1] = (int)all.Length;
            if ((attributes & (LLamaTokenAttr.Control | LLamaTokenAttr.Unknown | LLamaTokenAttr.UserDefined)) != 0 && Encoding.UTF8.GetString(Piece(token, special: true, ref piece)) is { Length: > 0 } text)
            {
                specials.Add(new SpecialToken(token, text, attributes));
            }
        }

        bytes = all.ToArray();
        Specials = [.. specials.OrderByDescending(special => special.Text.Length)];   // as llama.cpp looks for them
        Begin = weights.Vocab is { ShouldAddBOS: true, BOS: { } begin } ? (int)begin : null;
    }

    public int Count => ends.Length;

    /// <summary>Tokens that a text may spell out without being text, the longest first.</summary>
    public IReadOnlyList<SpecialToken> Specials { get; }

    /// <summary>The token that every text begins with; null if the model wants none.</summary>
    public int? Begin { get; }

    public ReadOnlyMemory<byte> Bytes(int token) => token >= 0 && token < Count ? bytes.AsMemory(starts[token]..starts[token + 1]) : throw new ArgumentOutOfRangeException(nameof(token), token, $"The vocabulary has tokens 0 to {Count - 1}.");

    public bool IsEnd(int token) => token >= 0 && token < Count && ends[token];

    public int[] Tokenize(string text, bool special) => [.. weights.Tokenize(text, add_bos: false, special, Encoding.UTF8).Select(token => (int)token)];

    private ReadOnlySpan<byte> Piece(int token, bool special, ref byte[] piece)
    {
        int length;
        while ((length = (int)weights.NativeHandle.TokenToSpan(token, piece, 0, special)) > piece.Length)
        {
            piece = new byte[length];
        }

        return piece.AsSpan(0, length);
    }
}

/// <summary>A token that a text may spell out: <c>&lt;|im_end|&gt;</c>.</summary>
internal sealed record SpecialToken(int Token, string Text, LLamaTokenAttr Attributes)
{
    /// <summary>llama.cpp sees such tokens in any text, whether or not it is told to look for special ones.</summary>
    public bool AlwaysSeen => Attributes.HasFlag(LLamaTokenAttr.UserDefined);
}
