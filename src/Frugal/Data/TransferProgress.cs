namespace Frugal.Data;

/// <summary>Progress of a download.</summary>
/// <param name="Name">The name of the download.</param>
/// <param name="Bytes">Bytes on disk so far.</param>
/// <param name="Total">Total bytes; null if the server does not report it.</param>
public readonly record struct TransferProgress(string Name, long Bytes, long? Total);
