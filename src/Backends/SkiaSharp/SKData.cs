using System.Runtime.InteropServices;

namespace SkiaSharp;

/// <summary>A block of bytes outside the garbage collector's heap.</summary>
public unsafe class SKData : SKObject
{
    private readonly byte* data;

    private SKData(long size)
    {
        data = (byte*)NativeMemory.Alloc((nuint)Math.Max(1, size));
        Size = size;
    }

    protected override void DisposeNative() => NativeMemory.Free(data);

    public static SKData CreateCopy(byte[] bytes) => CreateCopy(bytes.AsSpan());

    public static SKData CreateCopy(IntPtr bytes, int length) => CreateCopy(new ReadOnlySpan<byte>((void*)bytes, length));

    public static SKData CreateCopy(ReadOnlySpan<byte> bytes)
    {
        var copy = new SKData(bytes.Length);
        bytes.CopyTo(copy.Span);
        return copy;
    }

    /// <returns>The file's bytes, or null where there is no such file.</returns>
    public static SKData? Create(string filename)
    {
        if (string.IsNullOrEmpty(filename))
        {
            throw new ArgumentException("The filename cannot be empty.", nameof(filename));
        }

        try
        {
            return CreateCopy(File.ReadAllBytes(filename));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static SKData Create(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return CreateCopy(memory.GetBuffer().AsSpan(0, (int)memory.Length));
    }

    public bool IsEmpty => Size == 0;

    public long Size { get; }

    public IntPtr Data => (IntPtr)data;

    public Span<byte> Span => new(data, (int)Size);

    public ReadOnlySpan<byte> AsSpan() => Span;

    public byte[] ToArray()
    {
        var array = Span.ToArray();
        GC.KeepAlive(this);
        return array;
    }

    public void SaveTo(Stream target)
    {
        ArgumentNullException.ThrowIfNull(target);
        target.Write(AsSpan());
        GC.KeepAlive(this);
    }
}
