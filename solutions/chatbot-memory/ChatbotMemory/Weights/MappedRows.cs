using System.IO.MemoryMappedFiles;
using System.Numerics.Tensors;

namespace ChatbotMemory.Weights;

/// <summary>Rows of a matrix of F16 numbers in a file, read where they lie: the matrix takes no anonymous memory, however large it is.</summary>
public sealed class MappedRows : IDisposable
{
#if SOLUTION
    private const int Part = 1024;   // numbers converted at a time, on the stack

    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly long rows;
    private readonly int rowLength;

    private MappedRows(MemoryMappedFile file, MemoryMappedViewAccessor view, long rows, int rowLength) =>
        (this.file, this.view, this.rows, this.rowLength) = (file, view, rows, rowLength);
#endif

    /// <summary>Maps a matrix read-only. Nothing is read yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">Where the matrix begins, in bytes, 0 or more.</param>
    /// <param name="rows">Number of rows, 1 or more.</param>
    /// <param name="rowLength">Numbers in a row, 1 or more, each an F16, little-endian, one after the other.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or the matrix ends after the file, also where the sum overflows.</exception>
    public static MappedRows Open(string path, long offset, long rows, int rowLength)
    {
#if SOLUTION
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowLength);
        var available = new FileInfo(path).Length - offset;   // FileNotFoundException
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, available / 2 / rowLength);
        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        try
        {
            return new(file, file.CreateViewAccessor(offset, rows * rowLength * 2, MemoryMappedFileAccess.Read), rows, rowLength);
        }
        catch
        {
            file.Dispose();
            throw;
        }
#else
        throw new NotImplementedException("Task 2 - map the matrix. Hint: MemoryMappedFile.CreateFromFile with MemoryMappedFileAccess.Read; check the end by division, sums overflow.");
#endif
    }

    /// <summary>Reads one row. It copies that row and allocates nothing.</summary>
    /// <param name="row">0 to the number of rows - 1.</param>
    /// <param name="values">Receives the row; its length is the row's length.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="ArgumentException">The length is another one.</exception>
    /// <exception cref="ObjectDisposedException">The rows are disposed.</exception>
    public void Read(long row, Span<float> values)
    {
#if SOLUTION
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, rows);
        if (values.Length != rowLength)
        {
            throw new ArgumentException($"A row has {rowLength} numbers, and there is room for {values.Length}.");
        }

        var handle = view.SafeMemoryMappedViewHandle;   // throws ObjectDisposedException itself
        Span<Half> halves = stackalloc Half[Math.Min(Part, rowLength)];
        var start = (ulong)(view.PointerOffset + row * rowLength * 2);
        for (var done = 0; done < rowLength; done += Part)
        {
            var part = halves[..Math.Min(Part, rowLength - done)];
            handle.ReadSpan(start + 2 * (ulong)done, part);
            TensorPrimitives.ConvertToSingle(part, values.Slice(done, part.Length));
        }
#else
        throw new NotImplementedException("Task 2 - read a row. Hint: SafeMemoryMappedViewHandle.ReadSpan into a stackalloc'ed Span<Half>; mind the accessor's PointerOffset.");
#endif
    }

    /// <summary>Ends the mapping.</summary>
    public void Dispose()
    {
#if SOLUTION
        view.Dispose();
        file.Dispose();
#else
        throw new NotImplementedException("Task 2 - end the mapping. Hint: both the view and the file.");
#endif
    }
}
