using System.IO.MemoryMappedFiles;
using System.Numerics.Tensors;

namespace ChatbotMemory.Weights;

/// <summary>Rows of a matrix of F16 numbers in a file, read where they lie: the matrix takes no anonymous memory, however large it is.</summary>
public sealed class MappedRows : IDisposable
{
    /// <summary>Maps a matrix read-only. Nothing is read yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">Where the matrix begins, in bytes, 0 or more.</param>
    /// <param name="rows">Number of rows, 1 or more.</param>
    /// <param name="rowLength">Numbers in a row, 1 or more, each an F16, little-endian, one after the other.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or the matrix ends after the file, also where the sum overflows.</exception>
    public static MappedRows Open(string path, long offset, long rows, int rowLength)
    {
        throw new NotImplementedException("Task 2 - map the matrix. Hint: MemoryMappedFile.CreateFromFile with MemoryMappedFileAccess.Read; check the end by division, sums overflow.");
    }

    /// <summary>Reads one row. It copies that row and allocates nothing.</summary>
    /// <param name="row">0 to the number of rows - 1.</param>
    /// <param name="values">Receives the row; its length is the row's length.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="ArgumentException">The length is another one.</exception>
    /// <exception cref="ObjectDisposedException">The rows are disposed.</exception>
    public void Read(long row, Span<float> values)
    {
        throw new NotImplementedException("Task 2 - read a row. Hint: SafeMemoryMappedViewHandle.ReadSpan into a stackalloc'ed Span<Half>; mind the accessor's PointerOffset.");
    }

    /// <summary>Ends the mapping.</summary>
    public void Dispose()
    {
        throw new NotImplementedException("Task 2 - end the mapping. Hint: both the view and the file.");
    }
}
