using System.Runtime.InteropServices;

namespace Labs.MakeItSmall.Grader.Probes;

/// <summary>Many numbers: the bytes of float32, which travel faster than text.</summary>
public sealed record Packed(byte[] Bytes)
{
    public static Packed Of(float[] numbers) => new(MemoryMarshal.AsBytes<float>(numbers).ToArray());

    public float[] Numbers() => MemoryMarshal.Cast<byte, float>(Bytes).ToArray();
}
