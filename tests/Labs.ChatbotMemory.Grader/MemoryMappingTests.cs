using System.Runtime.InteropServices;
using Labs.ChatbotMemory.Grader.Probes;

namespace Labs.ChatbotMemory.Grader;

[Task(2, "Memory mapping: two kinds of memory, and rows read where they lie")]
[Points(12)]
[Hint("What is mapped from a file is file-backed memory: the system can drop it and read it again. A copy on the heap is anonymous memory.")]
public class MemoryMappingTests : TaskFixture
{
    private const string Range = "55d0c8a00000-7ffd1b3f2000 ---p 00000000 00:00 0                          [rollup]";

    [Test, Points(1.5), Hint("A line is a name, a colon, spaces, a number and kB: 1,024 bytes.")]
    public void The_lines_Pss_Anon_and_Pss_File_are_the_two_kinds()
    {
        for (var i = 0; i < 3; i++)
        {
            var (anonymous, file) = (i == 0 ? 0 : Unseen.NextInt64(1L << 33), Unseen.NextInt64(1L << 33));
            (string, long)[] lines =
            [
                ("Rss", Unseen.Next(1_000_000)), ("Pss", Unseen.Next(1_000_000)), ("Pss_Dirty", Unseen.Next(1_000_000)), ("Pss_Anon", anonymous), ("Pss_File", file), ("Pss_Shmem", Unseen.Next(1_000_000)),
                ("Anonymous", Unseen.Next(1_000_000)), ("AnonHugePages", Unseen.Next(1_000_000)), ("FilePmdMapped", Unseen.Next(1_000_000)), ("Locked", 0),
            ];
            Unseen.Shuffle(lines);
            var answer = Parse(Text(lines));
            var expect = Expect.For($"A text with Pss_Anon of {anonymous} kB and Pss_File of {file} kB, and other lines around them", "MemoryReading.Parse: whole names of lines, and 1,024 bytes for a kB");
            expect.Equal("the outcome", answer.Thrown ?? "a reading", "a reading");
            expect.Equal("the anonymous bytes", answer.Anonymous, anonymous * 1024);
            expect.Equal("the file-backed bytes", answer.FileBacked, file * 1024);
        }

        MustNotCall("Frugal.Measuring.MemorySnapshot.ParseSmapsRollup");
    }

    [Test, Points(1)]
    public void Kernels_before_5_4_have_other_lines()
    {
        foreach (var (anonymous, all) in new[] { (1200L, 5000L), (Unseen.Next(100_000), 100_000 + Unseen.Next(100_000)), (700, 700), (5000, 1200) })
        {
            var answer = Parse(Text(("Rss", 9_999_999), ("Pss", all), ("Shared_Clean", 77), ("Anonymous", anonymous), ("LazyFree", 3)));
            var expect = Expect.For($"A text without Pss_Anon and Pss_File, with Pss of {all} kB and Anonymous of {anonymous} kB", "MemoryReading.Parse: what older kernels write");
            expect.Equal("the outcome", answer.Thrown ?? "a reading", "a reading");
            expect.Equal("the anonymous bytes", answer.Anonymous, anonymous * 1024);
            expect.Equal("the file-backed bytes", answer.FileBacked, Math.Max(0, all - anonymous) * 1024);
        }
    }

    [Test, Hidden, Points(1.5), Hint("FormatException with the line's name: a missing line, a value that is no number, has a sign or another unit, or is too large for a long.")]
    public void A_text_that_is_not_one_is_refused_with_the_name_of_the_line()
    {
        (string Text, string Line)[] hostile =
        [
            ("", ""), (Range, ""), (Range + "\nRss: 1 kB\nPss: 12 kB\n", "Anonymous"), (Range + "\nAnonymous: 12 kB\nRss: 7 kB\n", "Pss"),
            (Range + "\nPss_Anon: 5 kB\nRss: 7 kB\n", ""), (Range + "\nPss_File: 5 kB\nRss: 7 kB\n", ""), ("Pss_Anon: 5 kB\nPss_File: 6 kB\n", ""),
            (Range + "\nPss_Anon: many kB\nPss_File: 6 kB\n", "Pss_Anon"), (Range + "\nPss_Anon: 5 kB\nPss_File: 6 MB\n", "Pss_File"), (Range + "\nPss_Anon: 5 kB\nPss_File: -6 kB\n", "Pss_File"),
            (Range + "\nPss_Anon: 5\nPss_File: 6 kB\n", "Pss_Anon"), (Range + "\nPss_Anon: 1.5 kB\nPss_File: 6 kB\n", "Pss_Anon"), (Range + "\nPss_Anon: kB\nPss_File: 6 kB\n", "Pss_Anon"),
            (Range + "\nPss_Anon: 5 kB\nPss_File: 9007199254740992 kB\n", "Pss_File"), (Range + "\nPss_Anon: 5 kB\nPss_File: 99999999999999999999 kB\n", "Pss_File"),
            (Range + "\nAnonymous: 0x5 kB\nPss: 6 kB\n", "Anonymous"), (Range + "\nAnonymous: 5 kB\nPss: 6 kB 7 kB\n", "Pss"),
        ];
        foreach (var (text, line) in hostile)
        {
            var answer = Parse(text);
            Expect.For($"The text \"{text.Replace(Range, "...", StringComparison.Ordinal).ReplaceLineEndings(" | ")}\"", "MemoryReading.Parse")
                .That(answer.Thrown?.StartsWith("FormatException", StringComparison.Ordinal) == true && answer.Thrown.Contains(line, StringComparison.Ordinal),
                    line.Length > 0 ? $"a FormatException that names {line}" : "a FormatException", answer.Thrown ?? $"{answer.Anonymous} and {answer.FileBacked} bytes");
        }

        var most = Parse(Range + "\nPss_Anon: 9007199254740991 kB\nPss_File: 0 kB");
        Expect.For("The largest number of kB whose bytes are a long, and no line end at the end").Equal("the anonymous bytes", most.Anonymous, 9007199254740991 * 1024);
    }

    [Test, Points(2.5), Hint("The row begins at offset + 2 * row * rowLength; the view at a page before it: PointerOffset.")]
    public void Rows_are_those_of_the_file_wherever_the_matrix_begins()
    {
        foreach (var (offset, rows, length, rest) in new[] { (0L, 5, 64, 0), (4096L, 3, 1, 0), (Unseen.Next(1, 2000) * 2L, 4, 1024, 10), (4096L * 3 + 32, 3, 1025, 0), (5001L, 3, 5000, 1), (70_001L, 2, Unseen.Next(2049, 3000), 0) })
        {
            var numbers = new byte[rows * length * 2];
            Unseen.NextBytes(numbers);
            var file = Scratch.Write("rows.bin", (byte[])[.. Junk((int)offset), .. numbers, .. Junk(rest)]);
            long[] wanted = [rows - 1, 0, .. Enumerable.Range(0, rows).Select(row => (long)row)];
            var answer = Student.Call(MemoryProbes.Rows, new RowsRequest(file, offset, rows, length, wanted));

            var expect = Expect.For($"{rows} rows of {length} numbers from byte {offset} of the file", "MappedRows.Read: where the row begins, and the last part of a long row");
            expect.Equal("the outcomes", answer.Outcomes, Enumerable.Repeat("done", wanted.Length + 1));
            Same(expect, answer.Floats, wanted.Select(row => numbers.AsSpan((int)row * length * 2, length * 2).ToArray()));
        }
    }

    [Test, Hidden, Points(2), Hint("Compare by division: rows * rowLength * 2 + offset overflows.")]
    public void What_does_not_lie_in_the_file_is_refused()
    {
        var file = Scratch.Write("short.bin", Junk(1000));
        const string Range = nameof(ArgumentOutOfRangeException);
        (long Offset, long Rows, int Length, string Outcome)[] matrices =
        [
            (0, 10, 50, "done"), (0, 10, 51, Range), (1, 10, 50, Range), (2, 1, 499, "done"), (2, 1, 500, Range), (-1, 1, 1, Range), (-2, 10, 50, Range), (0, 0, 5, Range), (0, -1, 5, Range), (0, 5, 0, Range), (0, 5, -1, Range),
            (998, 1, 1, "done"), (999, 1, 1, Range), (1000, 1, 1, Range), (1001, 1, 1, Range), (5000, 1, 1, Range), (long.MaxValue, 1, 1, Range), (long.MaxValue - 1, long.MaxValue, int.MaxValue, Range),
            (0, long.MaxValue, 1, Range), (0, long.MaxValue / 2 + 1, 2, Range), (0, 1L << 62, 4, Range), (0, 1L << 33, 1 << 30, Range), (0, 1, int.MaxValue, Range), (8, (1L << 61) + 1, 4, Range),
        ];
        foreach (var (offset, rows, length, outcome) in matrices)
        {
            var answer = Student.Call(MemoryProbes.Rows, new RowsRequest(file, offset, rows, length, []));
            Expect.For($"Offset {offset}, {rows} rows of {length} numbers, in a file of 1000 bytes").Equal("the outcome", answer.Outcomes[0], outcome);
        }

        Expect.For("A file that is not there").Equal("the outcome", Student.Call(MemoryProbes.Rows, new RowsRequest(Scratch["none.bin"], 0, 1, 1, [])).Outcomes[0], nameof(FileNotFoundException));
        Expect.For("An empty file").Equal("the outcome", Student.Call(MemoryProbes.Rows, new RowsRequest(Scratch.Write("empty.bin", []), 0, 1, 1, [])).Outcomes[0], Range);
        Expect.For("The rows -1, 0, 9 and 10 of 10, and the last long")
            .Equal("the outcomes", Student.Call(MemoryProbes.Rows, new RowsRequest(file, 0, 10, 50, [-1, 0, 9, 10, long.MaxValue])).Outcomes, ["done", Range, "done", "done", Range, Range]);
        foreach (var room in new[] { 0, 49, 51 })
        {
            var outcome = Student.Call(MemoryProbes.Rows, new RowsRequest(file, 0, 10, 50, [1], room)).Outcomes[1];
            Expect.For($"Room for {room} numbers, for a row of 50").That(outcome is nameof(ArgumentException) or Range, "an ArgumentException", outcome);
        }
    }

    [Test, Points(1), Hint("Dispose the view and the file; SafeMemoryMappedViewHandle.IsClosed says whether it was.")]
    public void After_Dispose_nothing_is_mapped_and_nothing_is_read()
    {
        var answer = Student.Call(MemoryProbes.Dispose, new RowsRequest(Scratch.Write("disposed.bin", Junk(200_000)), 0, 100, 1000, []));

        var expect = Expect.For("A matrix that is disposed", "MappedRows.Dispose: the view and the file");
        expect.Equal("the outcome of Read", answer.Read, nameof(ObjectDisposedException));
        expect.Equal("the outcome of another Dispose", answer.Again, "done");
        expect.Equal("that it is still mapped:", answer.Mapped, false);
        expect.Equal("that its file is still open:", answer.Open, false);
        if (OperatingSystem.IsLinux())
        {
            Expect.For("A matrix of which a row was read", "MappedRows.Open: MemoryMappedFile").Equal("that the process maps its file:", answer.MappedBefore, true);
        }
    }

    [Test, Points(2), Hint("A buffer on the stack; no byte[] for the file, none for a row.")]
    public void A_matrix_of_120_MB_takes_no_anonymous_memory_and_no_allocation()
    {
        const int Rows = 60_000, Length = 1000;
        Student.Call(MemoryProbes.Parse, Text(("Pss_Anon", 1), ("Pss_File", 1)));   // what is not written yet is said before the file is made
        var part = new byte[100 * Length * 2];
        Unseen.NextBytes(part);
        var content = new byte[64 + Rows * Length * 2];
        for (var row = 0; row < Rows; row += 100)
        {
            part.CopyTo(content, 64 + row * Length * 2);
            BitConverter.TryWriteBytes(content.AsSpan(64 + row * Length * 2), row);
        }

        long[] wanted = [.. Enumerable.Range(0, 20).Select(_ => Unseen.NextInt64(Rows)).Append(Rows - 1).Distinct().Order()];
        var answer = Student.Call(MemoryProbes.Matrix, new RowsRequest(Scratch.Write("large.bin", content), 64, Rows, Length, wanted));

        var expect = Expect.For($"A matrix of {Rows:N0} rows, {Rows * Length * 2:N0} bytes, all rows read one after the other", "MappedRows: what is copied, and to where");
        Same(expect, answer.Floats, wanted.Select(row => content.AsSpan(64 + (int)row * Length * 2, Length * 2).ToArray()));
        expect.Equal("bytes that .NET allocated for all rows:", answer.Allocated, 0);
        if (!answer.Known)
        {
            return;                                        // only Linux tells the kinds apart
        }

        Record("anonymous", new Figure(Math.Max(0, answer.Anonymous), "bytes"), new Budget(10e6, "bytes", AtMost: true));
        Record("file_backed", new Figure(Math.Max(0, answer.FileBacked), "bytes"));
        expect.That(answer.Anonymous <= 10_000_000, "at most 10 MB more of anonymous memory; memory mapped from the file does not count", $"{answer.Anonymous:N0} bytes");
        expect.That(answer.Opened <= 20_000_000, "at most 20 MB more of file-backed memory after MappedRows.Open: nothing is read yet", $"{answer.Opened:N0} bytes");
    }

    [Test, Hidden, Points(0.5), Hint("A buffer of the row's length on the stack ends the program: read a long row in parts.")]
    public void A_row_of_8_MB_passes_through_a_small_buffer()
    {
        const int Length = 4_000_000;
        var answer = Student.Call(MemoryProbes.Matrix, new RowsRequest(Scratch.Write("wide.bin", new byte[Length * 2 * 2]), 0, 2, Length, []));

        Expect.For($"2 rows of {Length:N0} numbers").Equal("bytes that .NET allocated for all rows:", answer.Allocated, 0);
    }

    private ReadingAnswer Parse(string text) => Student.Call(MemoryProbes.Parse, text);

    private static string Text(params IEnumerable<(string Name, long Value)> lines) => Range + "\n" + string.Concat(lines.Select(line => $"{line.Name + ":",-16} {line.Value,12} kB\n"));

    private byte[] Junk(int count)
    {
        var junk = new byte[count];
        Unseen.NextBytes(junk);
        return junk;
    }

    /// <summary>Compares rows bit for bit; any NaN is a NaN.</summary>
    private static void Same(Expect expect, byte[] floats, IEnumerable<byte[]> rows)
    {
        var got = MemoryMarshal.Cast<byte, float>(floats).ToArray();
        float[] right = [.. rows.SelectMany(row => MemoryMarshal.Cast<byte, Half>(row).ToArray()).Select(half => (float)half)];
        expect.Equal("numbers:", got.Length, right.Length);
        for (var i = 0; i < right.Length; i++)
        {
            expect.That(BitConverter.SingleToInt32Bits(got[i]) == BitConverter.SingleToInt32Bits(right[i]) || float.IsNaN(got[i]) && float.IsNaN(right[i]), $"number {i} of the rows {right[i]}", $"{got[i]}");
        }
    }
}
