using System.Runtime.InteropServices;
using System.Text;

namespace Frugal.Gguf;

/// <summary>Writes the parts of a GGUF file to a stream, and counts the bytes.</summary>
internal sealed class GgufOutput(Stream stream) : Stream
{
    private long written;
    private long limit = long.MaxValue;
    private string part = "";

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => written;

    public override long Position { get => written; set => throw new NotSupportedException(); }

    /// <summary>Version, counts, metadata, and the list of tensors with their offsets.</summary>
    public void Header(IReadOnlyDictionary<string, GgufValue> metadata, IReadOnlyDictionary<string, GgufWriter.PlannedTensor> tensors, int alignment)
    {
        Number(GgufHeader.Magic);
        Number((uint)GgufHeader.NewestVersion);
        Number((ulong)tensors.Count);
        Number((ulong)metadata.Count);
        foreach (var (key, value) in metadata)
        {
            Text(key);
            Value(value);
        }

        var offset = 0L;
        foreach (var (name, tensor) in tensors)
        {
            Text(name);
            Number((uint)tensor.Shape.Length);
            Write(MemoryMarshal.AsBytes<long>(tensor.Shape));
            Number((uint)tensor.Type.Number);
            Number(offset);
            offset = GgufHeader.Align(offset + tensor.Bytes, alignment);
        }
    }

    /// <summary>Zeros up to the next multiple of the alignment.</summary>
    public void Pad(int alignment)
    {
        for (var left = GgufHeader.Align(written, alignment) - written; left > 0;)
        {
            var zeros = new byte[Math.Min(left, 1 << 16)];
            Write(zeros);
            left -= zeros.Length;
        }
    }

    /// <exception cref="FrugalException">The tensor gives another number of bytes than it has.</exception>
    public void Tensor(string name, GgufWriter.PlannedTensor tensor)
    {
        (part, limit) = (name, written + tensor.Bytes);
        tensor.Write(this);
        if (written != limit)
        {
            throw WrongLength(written - limit);
        }

        limit = long.MaxValue;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > limit - written)
        {
            throw WrongLength(buffer.Length - (limit - written));
        }

        stream.Write(buffer);
        written += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private FrugalException WrongLength(long more) => GgufErrors.Unwritable(FormattableString.Invariant(
        $"tensor {GgufErrors.Quote(part)} gave {Math.Abs(more):N0} bytes {(more > 0 ? "more" : "fewer")} than its shape and type make. Write exactly those"));

    private void Number<T>(T number) where T : unmanaged => Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in number)));

    private void Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Number((ulong)bytes.Length);
        Write(bytes);
    }

    private void Value(GgufValue value)
    {
        Number((uint)value.Type);
        if (value.ElementType is { } element)
        {
            Number((uint)element);
            Number((ulong)value.Count);
        }

        switch (value.Content)
        {
            case string text: Text(text); break;
            case string[] texts: Array.ForEach(texts, Text); break;
            case bool flag: Number(flag); break;
            case byte number: Number(number); break;
            case sbyte number: Number(number); break;
            case ushort number: Number(number); break;
            case short number: Number(number); break;
            case uint number: Number(number); break;
            case int number: Number(number); break;
            case ulong number: Number(number); break;
            case long number: Number(number); break;
            case float number: Number(number); break;
            case double number: Number(number); break;
            default: Numbers((Array)value.Content); break;
        }
    }

    private void Numbers(Array numbers) => Write(MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(numbers), Buffer.ByteLength(numbers)));
}
