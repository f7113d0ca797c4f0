using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Frugal.Containment;

namespace Frugal.Gguf;

/// <summary>
/// The bytes of a GGUF file: a read-only mapping, or an array pinned in memory. Every access is checked against the length.
/// The memory is held until <see cref="Dispose"/>: if that is forgotten, it stays until the process ends, and no span dangles.
/// </summary>
internal sealed unsafe class GgufBytes : IDisposable
{
    private readonly IDisposable[] owners;
    private readonly Action release;
    private byte* start;

    private GgufBytes(byte* start, long length, Action release, params IDisposable[] owners)
    {
        this.start = start;
        (Length, this.release, this.owners) = (length, release, owners);
    }

    public long Length { get; }

    /// <exception cref="FrugalException">The file is missing, empty, not a regular file, or cannot be mapped.</exception>
    public static GgufBytes Map(string path)
    {
        try
        {
            var target = Path.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
            if (!Path.Exists(target))
            {
                throw GgufErrors.NotFound(path);
            }

            if (PlainFile.Otherwise(target) is { } kind)
            {
                throw GgufErrors.NotAFile(path, kind);
            }

            using var file = PlainFile.Open(target) ?? throw GgufErrors.Unreadable(path);
            return file.Length == 0 ? throw GgufErrors.NotGguf(path, "it is empty") : Map(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw GgufErrors.Unreadable(path, failure);
        }
    }

    public static GgufBytes Pin(byte[] bytes)
    {
        var handle = GCHandle.Alloc(bytes, GCHandleType.Pinned);
        return new GgufBytes((byte*)handle.AddrOfPinnedObject(), bytes.Length, handle.Free);
    }

    /// <summary>A part of the bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It reaches beyond the file: a mistake of the caller, who checks first.</exception>
    public ReadOnlySpan<byte> Slice(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(start is null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        return new ReadOnlySpan<byte>(start + offset, length);
    }

    public void Dispose()
    {
        if (start is not null)
        {
            start = null;
            release();
            Array.ForEach(owners, owner => owner.Dispose());
        }
    }

    private static GgufBytes Map(FileStream file)
    {
        var length = file.Length;
        var mapping = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        try
        {
            var view = mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            byte* start = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            return new GgufBytes(start + view.PointerOffset, length, view.SafeMemoryMappedViewHandle.ReleasePointer, view, mapping);
        }
        catch
        {
            mapping.Dispose();
            throw;
        }
    }
}
