namespace Frugal.Data;

/// <summary>How far a download has come.</summary>
/// <param name="Name">What is fetched.</param>
/// <param name="Bytes">Bytes on disk so far.</param>
/// <param name="Total">Bytes in all, where the server says so.</param>
public readonly record struct TransferProgress(string Name, long Bytes, long? Total);
