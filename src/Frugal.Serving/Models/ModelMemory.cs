using Frugal.Measuring;

namespace Frugal.Serving.Models;

/// <summary>The memory that a model takes once it is loaded.</summary>
/// <param name="Anonymous">Memory that only swap could free: copied weights, buffers, caches.</param>
/// <param name="FileBacked">Memory that the system can drop and read again from a file: mapped weights.</param>
/// <exception cref="FrugalException">A size is negative.</exception>
public readonly record struct ModelMemory(ByteSize Anonymous, ByteSize FileBacked)
{
    /// <summary>Memory that only swap could free; 0 or more.</summary>
    public ByteSize Anonymous { get; init => field = NotNegative(value, nameof(Anonymous)); } = NotNegative(Anonymous, nameof(Anonymous));

    /// <summary>Memory that the system can drop and read again from a file; 0 or more.</summary>
    public ByteSize FileBacked { get; init => field = NotNegative(value, nameof(FileBacked)); } = NotNegative(FileBacked, nameof(FileBacked));

    /// <summary>The estimate for a loader that reads the file into memory: its length, anonymous; 0 if there is no file.</summary>
    public static ModelMemory Copied(string file) => new(Length(file), default);

    /// <summary>The estimate for a loader that maps the file: its length, file-backed; 0 if there is no file.</summary>
    public static ModelMemory Mapped(string file) => new(default, Length(file));

    /// <summary>The sum.</summary>
    public static ModelMemory operator +(ModelMemory left, ModelMemory right) => new(left.Anonymous + right.Anonymous, left.FileBacked + right.FileBacked);

    private static ByteSize Length(string file) => new(Math.Max(0, FileStamp.Of(file).Bytes));

    private static ByteSize NotNegative(ByteSize value, string name) =>
        value.Bytes >= 0 ? value : throw new FrugalException($"A model's {name} memory is {value}. Allowed: 0 bytes and more.");
}
