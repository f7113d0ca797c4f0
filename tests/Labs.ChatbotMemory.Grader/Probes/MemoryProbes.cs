using System.Runtime.InteropServices;
using ChatbotMemory.Memory;
using ChatbotMemory.Weights;

namespace Labs.ChatbotMemory.Grader.Probes;

/// <summary>The two kinds of memory; or the exception, with its message.</summary>
public sealed record ReadingAnswer(long Anonymous, long FileBacked, string? Thrown);

/// <summary>A matrix in a file, and the rows that are wanted of it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Offset">Where the matrix begins.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="RowLength">Numbers in a row.</param>
/// <param name="Wanted">The rows, in the order in which they are read.</param>
/// <param name="Room">Numbers that there is room for; null for a row.</param>
public sealed record RowsRequest(string Path, long Offset, long Rows, int RowLength, long[] Wanted, int? Room = null);

/// <summary>The rows as float32, one after the other, and the outcomes of <c>Open</c>, then of each row that was wanted.</summary>
public sealed record RowsAnswer(byte[] Floats, string[] Outcomes);

/// <summary>What reading a whole matrix takes, in bytes.</summary>
/// <param name="Known">Whether the system tells the kinds of memory apart.</param>
/// <param name="Opened">File-backed memory after <c>Open</c>, above that before.</param>
/// <param name="Anonymous">The growth of anonymous memory.</param>
/// <param name="FileBacked">The growth of file-backed memory.</param>
/// <param name="Allocated">What .NET allocated while the rows were read.</param>
/// <param name="Floats">The rows that were wanted.</param>
public sealed record MatrixAnswer(bool Known, long Opened, long Anonymous, long FileBacked, long Allocated, byte[] Floats);

/// <summary>What remains of a matrix after it was disposed.</summary>
public sealed record DisposedAnswer(string Read, string Again, bool MappedBefore, bool Mapped, bool Open);

/// <summary>Task 2, in the student's process.</summary>
public static class MemoryProbes
{
    public static ReadingAnswer Parse(string text)
    {
        MemoryReading reading = default;
        var outcome = Waiting.Outcome(() => reading = MemoryReading.Parse(text));
        return new(reading.Anonymous, reading.FileBacked, outcome == "done" ? null : outcome);
    }

    /// <summary>Opens the matrix and reads the rows that are wanted.</summary>
    public static RowsAnswer Rows(RowsRequest request)
    {
        MappedRows? rows = null;
        var outcomes = new List<string> { Waiting.Outcome(() => rows = MappedRows.Open(request.Path, request.Offset, request.Rows, request.RowLength)) };
        var floats = new List<byte>();
        using (rows)
        {
            foreach (var wanted in rows is null ? [] : request.Wanted)
            {
                var row = new float[request.Room ?? request.RowLength];
                outcomes.Add(Waiting.Outcome(() => rows!.Read(wanted, row)));
                floats.AddRange(MemoryMarshal.AsBytes<float>(row));
            }
        }

        return new([.. floats], [.. outcomes]);
    }

    /// <summary>Reads every row, and returns those that are wanted.</summary>
    public static MatrixAnswer Matrix(RowsRequest request)
    {
        var row = new float[request.RowLength];
        var floats = new byte[request.Wanted.Length * request.RowLength * sizeof(float)];
        using (var trial = MappedRows.Open(request.Path, request.Offset, 1, request.RowLength))
        {
            trial.Read(0, row);                            // compiles it
        }

        OwnMemory.GiveBack();
        var (anonymous, file) = (OwnMemory.Anonymous, OwnMemory.FileBacked);
        using var rows = MappedRows.Open(request.Path, request.Offset, request.Rows, request.RowLength);
        var opened = OwnMemory.FileBacked - file;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var (next, most) = (0, 0L);
        for (var i = 0L; i < request.Rows; i++)
        {
            rows.Read(i, row);
            if (next < request.Wanted.Length && request.Wanted[next] == i)
            {
                MemoryMarshal.AsBytes<float>(row).CopyTo(floats.AsSpan(next++ * row.Length * sizeof(float)));
            }
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        most = OwnMemory.Anonymous;
        return new(OwnMemory.Known, opened, most - anonymous, OwnMemory.FileBacked - file, allocated, floats);
    }

    /// <summary>Disposes a matrix, reads from it, and disposes it again.</summary>
    public static DisposedAnswer Dispose(RowsRequest request)
    {
        var row = new float[request.RowLength];
        var rows = MappedRows.Open(request.Path, request.Offset, request.Rows, request.RowLength);
        rows.Read(0, row);
        var before = OwnMemory.Maps(request.Path);
        rows.Dispose();
        var (mapped, open) = (OwnMemory.Maps(request.Path), OwnMemory.Opens(request.Path));
        return new(Waiting.Outcome(() => rows.Read(0, row)), Waiting.Outcome(rows.Dispose), before, mapped, open);
    }
}
