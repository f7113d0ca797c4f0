using System.Text;

namespace Frugal.Tests.Gguf;

/// <summary>Writes the bytes of a GGUF file field by field, so that each can lie.</summary>
internal sealed class RawGguf
{
    private readonly MemoryStream bytes = new();
    private readonly BinaryWriter writer;

    public RawGguf(ulong tensors, ulong keys, uint version = 3, string magic = "GGUF")
    {
        writer = new BinaryWriter(bytes);
        writer.Write(Encoding.ASCII.GetBytes(magic));
        writer.Write(version);
        writer.Write(tensors);
        writer.Write(keys);
    }

    public RawGguf Text(string text) => Text(Encoding.UTF8.GetBytes(text));

    public RawGguf Text(byte[] text, ulong? length = null)
    {
        writer.Write(length ?? (ulong)text.Length);
        writer.Write(text);
        return this;
    }

    public RawGguf U8(byte value)
    {
        writer.Write(value);
        return this;
    }

    public RawGguf U32(uint value)
    {
        writer.Write(value);
        return this;
    }

    public RawGguf U64(ulong value)
    {
        writer.Write(value);
        return this;
    }

    /// <summary>A key with a 32-bit value.</summary>
    public RawGguf Key(string key, uint value) => Text(key).U32(4).U32(value);

    public RawGguf Tensor(string name, ulong[] shape, uint type = 0, ulong offset = 0)
    {
        Text(name).U32((uint)shape.Length);
        Array.ForEach(shape, dim => U64(dim));
        return U32(type).U64(offset);
    }

    /// <summary>Zeros up to the alignment of 32, then so many bytes more.</summary>
    public byte[] WithData(int count) => [.. bytes.ToArray(), .. new byte[(32 - (int)bytes.Length % 32) % 32 + count]];

    public byte[] ToArray() => bytes.ToArray();
}
