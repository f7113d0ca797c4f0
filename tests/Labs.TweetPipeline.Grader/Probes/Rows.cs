using System.Runtime.InteropServices;

namespace Labs.TweetPipeline.Grader;

/// <summary>Vectors one after the other: the bytes of their float32 numbers, which travel faster than text.</summary>
public sealed record Rows(byte[] Bytes)
{
    /// <summary>The numbers of a vector.</summary>
    public const int Width = 128;

    /// <summary>The numbers of one vector after the other.</summary>
    public ReadOnlySpan<float> Numbers() => MemoryMarshal.Cast<byte, float>(Bytes);
}
