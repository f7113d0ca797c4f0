using Frugal.Architectures;

namespace Frugal.Training.Tests.Architectures;

/// <summary>The texts and the small networks of <c>blocks.golden.py</c>.</summary>
internal static class SmallTexts
{
    /// <summary>Three texts of 3, 7 and 1 tokens, (3, 7).</summary>
    public static long[] Tokens { get; } = [3, 9, 4, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 0, 0];

    public static TextTransformerOptions Transformer { get; } = new() { Vocabulary = 50, Length = 7, Width = 16, Heads = 4, Blocks = 2, FeedForward = 32, Classes = 3 };

    public static BiLstmOptions BiLstm { get; } = new() { Vocabulary = 50, Length = 7, Width = 6, Hidden = 5, Layers = 2, Classes = 3 };
}
