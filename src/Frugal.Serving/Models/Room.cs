using Frugal.Measuring;

namespace Frugal.Serving.Models;

/// <summary>What models take of a pool's limits: bytes of both kinds, and places. 128 bits, so that no sum of declared sizes overflows.</summary>
internal readonly record struct Room(Int128 Anonymous, Int128 FileBacked, Int128 Places)
{
    /// <summary>The room of one model.</summary>
    public static Room Of(ModelMemory memory) => new(memory.Anonymous.Bytes, memory.FileBacked.Bytes, 1);

    /// <summary>The room of a whole pool.</summary>
    public static Room Limit(ModelPoolOptions options) => new(
        options.Memory.Anonymous?.Bytes ?? Int128.MaxValue,
        options.Memory.FileBacked?.Bytes ?? Int128.MaxValue,
        options.MaxModels ?? Int128.MaxValue);

    public ModelMemory Memory => new(Size(Anonymous), Size(FileBacked));

    public static Room operator +(Room left, Room right) => new(left.Anonymous + right.Anonymous, left.FileBacked + right.FileBacked, left.Places + right.Places);

    public static Room operator -(Room left, Room right) => new(left.Anonymous - right.Anonymous, left.FileBacked - right.FileBacked, left.Places - right.Places);

    /// <summary>Whether this stays within every limit.</summary>
    public bool Within(Room limit) => Anonymous <= limit.Anonymous && FileBacked <= limit.FileBacked && Places <= limit.Places;

    /// <summary>Whether taking <paramref name="part"/> away brings this nearer to the limits that it exceeds.</summary>
    public bool NearerWithout(Room part, Room limit) =>
        (Anonymous > limit.Anonymous && part.Anonymous > 0) || (FileBacked > limit.FileBacked && part.FileBacked > 0) || (Places > limit.Places && part.Places > 0);

    /// <summary>The sum of each kind that exceeds its limit: "3 GB of anonymous memory needed, 500 MB pinned, 2 GB allowed".</summary>
    public string Excess(Room pinned, Room limit) => string.Join("; ", new[]
    {
        Anonymous + pinned.Anonymous > limit.Anonymous ? $"{Size(Anonymous)} of anonymous memory needed, {Size(pinned.Anonymous)} pinned, {Size(limit.Anonymous)} allowed" : "",
        FileBacked + pinned.FileBacked > limit.FileBacked ? $"{Size(FileBacked)} of file-backed memory needed, {Size(pinned.FileBacked)} pinned, {Size(limit.FileBacked)} allowed" : "",
        Places + pinned.Places > limit.Places ? $"{Places} place(s) needed, {pinned.Places} pinned, {limit.Places} allowed" : "",
    }.Where(sum => sum.Length > 0));

    private static ByteSize Size(Int128 bytes) => new((long)Int128.Clamp(bytes, 0, long.MaxValue));
}
