using Frugal.Measuring;

namespace Frugal.Serving.Models;

/// <summary>The memory that a pool's models may take together, each kind on its own.</summary>
/// <param name="Anonymous">Limit for memory that only swap could free; null for none.</param>
/// <param name="FileBacked">Limit for memory that is read from files; null for none.</param>
public readonly record struct MemoryBudget(ByteSize? Anonymous = null, ByteSize? FileBacked = null);
