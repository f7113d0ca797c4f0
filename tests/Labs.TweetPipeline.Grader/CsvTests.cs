using System.Text;
using Frugal.Measuring;
using Labs.TweetPipeline.Grader.Probes;

namespace Labs.TweetPipeline.Grader;

[Task(9, "Streaming: CSV of any size, one bad line at a time")]
[Points(10)]
[Hint("The window holds a part of the file. Find the end of the record in it, reading more where it is not there yet; what is wrong costs one line.")]
public class CsvTests : TaskFixture
{
    private const string Where = "CsvRecords.Read";

    protected override Limits Limits => new() { Memory = ByteSize.Parse("1 GB"), Time = TimeSpan.FromSeconds(60) };

    [Test, Points(2), Hint("Quotes, doubled quotes, separators and line ends in quotes, LF and CR LF, empty lines, no line end after the last record.")]
    public void The_form_of_RFC_4180_is_read()
    {
        Reads("id,text\r\n1,hello\r\n2,\"a, b\"\r\n", ["id", "text"], ["1", "hello"], ["2", "a, b"]);
        Reads("id,text\n1,\"he said \"\"no\"\"\"\n2,\"\"\n3,\n", ["id", "text"], ["1", "he said \"no\""], ["2", ""], ["3", ""]);
        Reads("id,text\n1,\"two\r\nlines\"\n\n\r\n2,end", ["id", "text"], ["1", "two\r\nlines"], ["2", "end"]);
        Reads("id,text\n1,say \"hi\"\n2,\"\"\"\"\n3,\"a\"\"\"\n4,a\"\n", ["id", "text"], ["1", "say \"hi\""], ["2", "\""], ["3", "a\""], ["4", "a\""]);
        Reads("id,text\n1,a\"\"b\n2\r,c\n", ["id", "text"], ["1", "a\"\"b"], ["2\r", "c"]);
        Reads("a\nb\n\"\"\nc\r", ["a"], ["b"], [""], ["c"]);
        Reads("");
        Reads("\n\r\n");
        Reads("id,text", ["id", "text"]);
        Reads("id,text\n1,été 😡\n", ["id", "text"], ["1", "été 😡"]);
        Reads("id;text\n1;a,b\n2;\"c;d\"\n", ';', ["id", "text"], ["1", "a,b"], ["2", "c;d"]);
    }

    [Test, Points(2.5), Hint("The reject is the first line of the record alone: read on at the line after it.")]
    public void A_wrong_line_is_set_aside_and_the_next_one_is_read()
    {
        Sets("id,text\n1,a\n2,b,c\n3\n4,d\n", (3, "fields"), (4, "fields"));
        Sets("id,text\n1,\"x\" y\n2,ok\n", (2, "quote"));
        Sets("id,text\n1,\"not closed\n2,ok\n3,fine\n", (2, "quote"));
        Sets("id,text\n1,\"not closed\n2,\"ok\"\n3,fine\n", (2, "quote"));
        Sets("id,text\n1,\"a quote that is closed\n2,b\",c\n3,fine\n", (2, "fields"), (3, "fields"));
        Sets("id,text\n1,ok\n2,\"end", (3, "quote"));
        Sets("id,text\n1,\"two\nlines\"\n2\n3,ok\n", (4, "fields"));
        Sets("id,text\n\n\n1,\"x\"y\n\n2,ok\n", (4, "quote"));
        Sets("\"id\"x,text\nid,text\n1,a\n", (1, "quote"));
        Sets("id,text\n1,a\n2", (3, "fields"));
    }

    [Test, Points(1.5), Hint("A line that fills the whole window without an end: window.SkipLine, which keeps nothing.")]
    public void A_line_that_is_too_long_is_skipped()
    {
        var long1 = $"2,{new string('x', 5000)}";
        Sets($"id,text\n1,a\n{long1}\n3,b\n", 1000, (3, "too_long"));
        Sets($"id,text\n1,a\n2,\"{new string('y', 5000)}\"\n3,b\n", 1000, (3, "too_long"));
        Sets($"id,text\n1,a\n{long1}", 1000, (3, "too_long"));
        Sets($"id,text\n1,a\n2,b,{new string('x', 5000)}\n3,b\n", 1000, (3, "too_long"));
        Sets($"id,text\n1,\"not closed\n{string.Concat(Enumerable.Range(2, 400).Select(i => $"{i},some text\n"))}", 1000, (2, "quote"));
        Sets($"id,text\n1,{new string('z', 900)}\n2,\"{new string('z', 400)}\n{new string('z', 400)}\"\n", 1000);
    }

    [Test, Points(2), Hint("yield return each record as soon as its end is in the window.")]
    public void Records_come_before_the_file_is_read_to_its_end_and_memory_stays_small()
    {
        var text = new StringBuilder("id,text\n");
        for (var i = 0; i < 2000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},\"tweet {i}\"\n");
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var answer = Student.Call(CsvProbes.Read, new CsvRequest(bytes, 4096, Piece: 512));
        Expect.For("A file of 2,001 records that comes in pieces of 512 bytes", Where).Equal("the number of records", answer.Rows.Length, 2001);
        for (var i = 0; i < answer.Rows.Length; i++)
        {
            Expect.For("A file of 2,001 records that comes in pieces of 512 bytes", Where).Between($"bytes that were read before record {i + 1} came,", answer.Given[i], 0, answer.Rows[i].Offset + 4096 + 512);
        }

        var endless = Student.Call(CsvProbes.Endless, new EndlessRequest(1500, 1_000_000));
        var expect = Expect.For("1,500 rows of a file without end, each fifth line with a million letters, a window of 4,096 bytes", Where);
        expect.Equal("records, and lines that are set aside:", (endless[0], endless[1]), (1200, 300));
        Record("memory", new Figure(endless[2], "bytes"), new Budget(40_000_000, "bytes", AtMost: true));
        expect.Between("bytes of managed memory", endless[2], 0, 40_000_000);
    }

    [Test, Points(1), Hint("TextRepair.Decode for each field, not for the file.")]
    public void A_field_that_is_not_UTF_8_is_read_as_Windows_1252()
    {
        byte[] latin = [.. "id,text\n1,r"u8, 0xE9, .. "seau\n2,\"co"u8, 0xFB, .. "te 3 "u8, 0x80, .. "\"\n3,été\n"u8];
        var answer = Student.Call(CsvProbes.Read, new CsvRequest(latin, 4096));
        Expect.For("A file in which two lines are in Windows-1252 and one in UTF-8", Where).Equal("the texts", answer.Rows.Select(row => row.Fields[1]), ["text", "réseau", "coûte 3 €", "été"]);
    }

    [Test, Hidden, Points(1), Hint("The bytes come in pieces of any size, and each record says where the file continues: window.Position after Advance.")]
    public void Any_file_is_read_in_any_pieces_and_can_be_continued_at_any_record()
    {
        for (var round = 0; round < 12; round++)
        {
            var rows = Enumerable.Range(0, 40).Select(i => (string[])[$"{i}", Field(), Field()]).ToArray();
            var bytes = Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => string.Join(',', row.Select(Quoted)) + (Unseen.Next(2) == 0 ? "\n" : "\r\n"))));
            var answer = Student.Call(CsvProbes.Read, new CsvRequest(bytes, 2000, Piece: Unseen.Next(1, 40), Columns: 3));
            var input = "40 random records in random pieces";
            Expect.For(input).Equal("the records", answer.Rows.Select(row => string.Join('|', row.Fields)), rows.Select(row => string.Join('|', row)));
            var at = Unseen.Next(1, 39);
            Expect.For(input).Equal("the lines before the place where the file continues", answer.Rows[at].LineAfter, bytes.AsSpan(0, (int)answer.Rows[at].Offset).Count((byte)'\n'));
            Expect.For(input).Equal("the line of the next record", answer.Rows[at + 1].Line, answer.Rows[at].LineAfter + 1);
            var rest = Student.Call(CsvProbes.Read, new CsvRequest(bytes[(int)answer.Rows[at].Offset..], 2000, Columns: 3));
            Expect.For(input).Equal("the records that are read on from there", rest.Rows.Select(row => string.Join('|', row.Fields)), rows.Skip(at + 1).Select(row => string.Join('|', row)));
        }

        string Field() => string.Concat(Enumerable.Range(0, Unseen.Next(12)).Select(_ => "ab,\"\r\né😡 "[Unseen.Next(6)]));
    }

    private void Reads(string text, params string[][] rows) => Reads(text, ',', rows);

    private void Reads(string text, char separator, params string[][] rows)
    {
        foreach (var piece in new[] { 65_536, 1 })
        {
            var answer = Student.Call(CsvProbes.Read, new CsvRequest(Encoding.UTF8.GetBytes(text), 4096, piece, 0, (byte)separator));
            var expect = Expect.For($"The file {Shown(text)}", Where);
            expect.Equal("the outcome", answer.Outcome, "done");
            expect.Equal("the records, fields separated by |", answer.Rows.Select(row => row.Code is null ? Shown(string.Join('|', row.Fields)) : $"reject {row.Code}"), rows.Select(row => Shown(string.Join('|', row))));
        }
    }

    private void Sets(string text, params (long Line, string Code)[] rejects) => Sets(text, 4096, rejects);

    /// <summary>Rejects, and beside them each line that is a record by itself, in the order of the file.</summary>
    private void Sets(string text, int window, params (long Line, string Code)[] rejects)
    {
        foreach (var piece in new[] { 65_536, 7 })
        {
            var answer = Student.Call(CsvProbes.Read, new CsvRequest(Encoding.UTF8.GetBytes(text), window, piece));
            var expect = Expect.For($"The file {Shown(text)}", Where);
            expect.Equal("the outcome", answer.Outcome, "done");
            expect.Equal("the lines that are set aside, with their codes", answer.Rows.Where(row => row.Code is not null).Select(row => (row.Line, row.Code!)), rejects);
            expect.Equal("the lines of the rows, ascending", answer.Rows.Select(row => row.Line), answer.Rows.Select(row => row.Line).Order());
            var lines = text.Split('\n');
            foreach (var row in answer.Rows)
            {
                var first = lines[row.Line - 1].TrimEnd('\r');
                expect.That(row.Code is not null || first.Replace("\"", "", StringComparison.Ordinal).StartsWith(row.Fields[0], StringComparison.Ordinal), $"on line {row.Line} the record {Shown(first)}", Shown(string.Join('|', row.Fields)));
                expect.That(row.Code is null || row.Start == first[..Math.Min(120, first.Length)], $"the first 120 characters of line {row.Line}, {Shown(first)}, in its reject", Shown(row.Start ?? ""));
            }

            var missed = Enumerable.Range(1, lines.Length).Where(line => lines[line - 1] is var content && content.Length < window && content.Split(',').Length == 2 && !content.Contains('"') && !answer.Rows.Any(row => row.Line == line)).Where(line => rejects.All(reject => reject.Line != line)).ToArray();
            expect.Equal("lines of two plain fields that are missing:", missed, []);
        }
    }

    private static string Quoted(string field) => field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private static string Shown(string text)
    {
        var shown = text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return shown.Length > 120 ? $"{shown[..100]}... ({text.Length:N0} characters)" : shown;
    }
}
