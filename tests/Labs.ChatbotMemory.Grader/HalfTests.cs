using System.Runtime.InteropServices;
using Frugal.Gguf;
using Frugal.Measuring;
using Labs.ChatbotMemory.Grader.Probes;

namespace Labs.ChatbotMemory.Grader;

[Task(3, "float16: half of the bytes, without infinite weights")]
[Points(10)]
[Hint("F16 has 5 bits for the exponent: the largest number is 65504, and what lies beyond it must not become infinite.")]
public class HalfTests : TaskFixture
{
    private const string Where = "HalfFile.Convert";

    protected override Limits Limits => new() { Memory = ByteSize.Parse("1 GB"), Time = TimeSpan.FromSeconds(60) };

    [Test, Points(2.5), Hint("TensorPrimitives.ConvertToHalf rounds to the nearest, ties to even.")]
    public void Every_F16_stays_and_what_lies_between_two_is_rounded_to_the_nearest()
    {
        var numbers = Halves.AllAndTheirMiddles();
        Compare(numbers, "All F16 numbers, and what lies in the middle of two, and beside the middle");
        float[] drawn = [.. Enumerable.Range(0, 20_000).Select(_ => BitConverter.Int32BitsToSingle((int)Unseen.NextInt64(int.MinValue, int.MaxValue)))];
        Compare(drawn, "20,000 float32 numbers drawn for this grading");
    }

    [Test, Points(2), Hint("Math.Abs(value) > 65504: also what plain rounding would give the largest.")]
    public void What_is_beyond_the_largest_becomes_the_largest_and_is_counted()
    {
        float[] near = [65504, -65504, MathF.BitIncrement(65504), -MathF.BitIncrement(65504), 65504.5f, 65519.996f, 65520, -65520, 65536, 1e6f, -3.4e38f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 0, -0f, 1e-30f, float.Epsilon];
        Compare(near, "Numbers around 65504, infinite ones, and NaN");
        Compare([.. near.Where(number => !float.IsNaN(number))], "Numbers around 65504, and infinite ones");
        for (var length = 1; length <= 40; length++)
        {
            float[] numbers = [.. Enumerable.Range(0, length).Select(_ => Unseen.NextSingle() - 0.5f)];
            numbers[length - 1] = length % 2 == 0 ? -70_000 : 65_505;
            Compare(numbers, $"{length} numbers, the last one beyond");
            numbers[length / 2] = 1e30f;
            numbers[length - 1] = float.NaN;
            Compare(numbers, $"{length} numbers, the last one NaN, one in the middle beyond");
        }

        Expect.For("No numbers at all", Where).Equal("numbers beyond, and the outcome", (Convert([]).Beyond, Convert([]).Outcome), (0, "done"));
        foreach (var places in new[] { 0, 2, 4 })
        {
            var outcome = Student.Call(HalfProbes.Convert, new HalfRequest(Halves.Bytes([1, 2, 3]), places)).Outcome;
            Expect.For($"3 numbers and {places} places", Where).That(outcome.StartsWith("Argument", StringComparison.Ordinal), "an ArgumentException", outcome);
        }
    }

    [Test, Points(2), Hint("Matrices in F32 become F16; all other tensors are copied.")]
    public void A_model_is_written_with_its_matrices_in_F16_and_all_else_as_it_was()
    {
        var numbers = Numbers(6 * 300);
        (numbers[5], numbers[700], numbers[^1]) = (70_000, -1e20f, float.PositiveInfinity);
        var (cube, vector, other) = (Numbers(4 * 3 * 2), Numbers(300), Numbers(2 * 64));
        cube[3] = 1e9f;
        vector[0] = 1e9f;                                  // stays in F32
        var quantised = new byte[2 * 34];
        Unseen.NextBytes(quantised);
        var source = Made.In(Scratch, "source.gguf", path => new GgufWriter("other")
            .Set("general.name", $"model {Unseen.Next()}").Set("general.file_type", 0u).Set("other.number", -1.5).Set("other.list", GgufValue.OfArray<int>([3, Unseen.Next(), 5])).Set("general.alignment", 64u)
            .Add("z.last.comes.first", [300, 6], GgufType.F32, numbers)
            .Add("norm", [300], GgufType.F32, vector)
            .Add("already.half", [64, 2], GgufType.F16, other)
            .Add("brain", [64, 2], GgufType.BF16, other)
            .Add("blocks", [32, 2], GgufType.Q8_0, stream => stream.Write(quantised))
            .Add("cube", [4, 3, 2], GgufType.F32, cube)
            .Add("one.row", [300, 1], GgufType.F32, numbers.AsMemory(0, 300))
            .Add("column", [1, 7], GgufType.F32, numbers.AsMemory(10, 7))
            .Save(path));
        Scratch.Write("target.gguf", "an older file"u8);
        var answer = Student.Call(HalfProbes.Write, new FileRequest(source, Scratch["target.gguf"]));

        var expect = Expect.For("A model with matrices, a vector, a cube, and tensors in other types", "HalfFile.Write");
        expect.Equal("the outcome", answer.Outcome, "done");
        expect.Equal("numbers beyond the largest:", answer.Beyond, 3 + 1 + 1);
        expect.Equal("that the source is still open:", answer.Mapped, false);
        using var before = Opened(source);
        using var after = Opened(Made.In(Scratch, "copy.gguf", path => File.WriteAllBytes(path, Scratch.Read("target.gguf", ByteSize.Parse("1 MB")))));
        expect.Equal("the tensors", after.Tensors.Select(Described), before.Tensors.Select(tensor => Described(tensor, tensor.Type == GgufType.F32 && tensor.Shape.Count > 1 ? GgufType.F16 : tensor.Type)));
        expect.Equal("the metadata without general.file_type", Metadata(after), Metadata(before));
        expect.Equal("general.file_type", after.Metadata.Integer("general.file_type"), 1);
        foreach (var tensor in before.Tensors)
        {
            var (was, now) = (before.Data(tensor).ToArray(), after.Data(after.Tensor(tensor.Name)).ToArray());
            byte[] right = tensor.Type == GgufType.F32 && tensor.Shape.Count > 1 ? [.. MemoryMarshal.Cast<byte, float>(was).ToArray().SelectMany(number => BitConverter.GetBytes(Halves.Of(number)!.Value))] : was;
            Expect.For($"The tensor {tensor.Name} in {tensor.Type}, {string.Join(" x ", tensor.Shape)}", "HalfFile.Write: the order of the rows").Equal("its bytes", now, right);
        }
    }

    [Test, Hidden, Points(1), Hint("GgufFile.Open refuses it before anything is written; GgufWriter.Save replaces the file at the end.")]
    public void What_cannot_be_written_leaves_the_older_file_and_nothing_else()
    {
        var whole = Made.Bytes(path => new GgufWriter("other").Set("general.file_type", 0u).Add("matrix", [64, 64], GgufType.F32, Numbers(64 * 64)).Save(path));
        var target = Scratch.WriteFolder("failing", new Dictionary<string, byte[]> { ["target.gguf"] = "an older file"u8.ToArray(), ["folder/"] = [] });
        foreach (var (name, source) in new[] { ("cut off", whole[..^5000]), ("no GGUF", "Just text."u8.ToArray()), ("empty", []) })
        {
            var answer = Student.Call(HalfProbes.Write, new FileRequest(Scratch.Write("broken.gguf", source), Path.Combine(target, "target.gguf")));
            Kept(answer, $"A source that is {name}");
        }

        Kept(Student.Call(HalfProbes.Write, new FileRequest(Scratch["none.gguf"], Path.Combine(target, "target.gguf"))), "A source that is not there");
        Kept(Student.Call(HalfProbes.Write, new FileRequest(Scratch.Write("whole.gguf", whole), Path.Combine(target, "folder"))), "A target that is a folder");

        void Kept(FileAnswer answer, string input)
        {
            var expect = Expect.For(input);
            expect.That(answer.Outcome.StartsWith("FrugalException", StringComparison.Ordinal), "a FrugalException", answer.Outcome);
            expect.Equal("the files beside the target", Directory.GetFileSystemEntries(target).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal).ToArray(), ["folder", "target.gguf"]);
            expect.Equal("the older file", System.Text.Encoding.UTF8.GetString(Scratch.Read("failing/target.gguf", ByteSize.Parse("1 KB"))), "an older file");
        }
    }

    [Test, Points(1.5), Hint("Parts of at most 4 MB: many short rows at a time, and a part of a row that is longer. GgufFile.Data is a view of the file and takes no memory.")]
    public void A_large_model_and_a_row_of_64_MB_pass_through_small_buffers()
    {
        const int Count = 16 << 20;
        const long MayTake = 30_000_000;
        byte[] part = Halves.Bytes(Numbers(1 << 16));
        Write("small.gguf", "small.half", [("rows", [256, 1 << 10])]);
        var before = Student.PeakMemory.Anonymous.Bytes;
        Write("large.gguf", "large.half", [("rows", [256, Count / 256]), ("row", [Count, 1]), ("rows.too", [1000 * 256, 64])]);
        var taken = Math.Max(0, Student.PeakMemory.Anonymous.Bytes - before);

        Record("memory", new Figure(taken, "bytes"), new Budget(MayTake, "bytes", AtMost: true));
        Expect.For($"A model of {3 * 64} MB, of it 64 MB in a single row", "HalfFile.Write: how much of a tensor is in memory at a time")
            .That(taken <= MayTake, $"at most {MayTake:N0} bytes of anonymous memory at the peak", $"{taken:N0}");

        void Write(string source, string target, (string Name, long[] Shape)[] tensors)
        {
            var file = Made.In(Scratch, source, path => tensors.Aggregate(new GgufWriter("other"), (writer, tensor) => writer.Add(tensor.Name, tensor.Shape, GgufType.F32, stream =>
            {
                for (var left = tensor.Shape[0] * tensor.Shape[1] * sizeof(float); left > 0; left -= part.Length)
                {
                    stream.Write(part.AsSpan(0, (int)Math.Min(left, part.Length)));
                }
            })).Save(path));
            var answer = Student.Call(HalfProbes.Write, new FileRequest(file, Scratch[target]));
            Expect.For($"A model of {new FileInfo(file).Length:N0} bytes").Equal("the outcome", answer.Outcome, "done");
            Expect.For($"A model of {new FileInfo(file).Length:N0} bytes in F32", "HalfFile.Write").Between("the bytes in F16", new FileInfo(Scratch[target]).Length, new FileInfo(file).Length / 2 - 1000, new FileInfo(file).Length / 2 + 1000);
        }
    }

    [Test, Points(1), WorkedBudget(Undone = 1, FasterThan = "a plain loop"), Hint("TensorPrimitives.ConvertToHalf, and a look for large numbers only if TensorPrimitives.MaxMagnitude finds one.")]
    public void It_is_as_fast_as_the_vectorised_conversion()
    {
        Student.Call(HalfProbes.Convert, new HalfRequest(Halves.Bytes([1])));
        var part = Halves.Bytes(Numbers(4096));
        using var reference = StudentProcess.Start(Limits, Scratch);
        using var worked = StudentProcess.Start(Limits, Scratch);
        Judge.SpeedUp(new TimedCalls<SpeedRequest, int[]>
        {
            Batch = parts => new SpeedRequest(part, parts, Unseen.Next(1000)),
            Subject = request => Student.Call(HalfProbes.Timed, request),
            Reference = request => reference.Call(Halves.ByPlainLoop, request),
            Worked = request => worked.Call(Halves.Worked, request),
            SubjectTime = Student.ProcessorTime,
            ReferenceTime = reference.ProcessorTime,
            WorkedTime = worked.ProcessorTime,
            Check = (_, answer, right) => Expect.For("4,096 small numbers, again and again, while the conversion is timed", Where).Equal("numbers beyond, and the last number's bits:", answer, right),
        });
    }

    private HalfAnswer Convert(float[] numbers) => Student.Call(HalfProbes.Convert, new HalfRequest(Halves.Bytes(numbers)));

    private void Compare(float[] numbers, string input)
    {
        var answer = Convert(numbers);
        var expect = Expect.For(input, $"{Where}: the rounding, and what lies beyond 65504");
        expect.Equal("the outcome", answer.Outcome, "done");
        var got = MemoryMarshal.Cast<byte, ushort>(answer.Halves).ToArray();
        expect.Equal("numbers:", got.Length, numbers.Length);
        for (var i = 0; i < got.Length; i++)
        {
            if (Halves.Of(numbers[i]) is var right && (right is null ? !Half.IsNaN(BitConverter.UInt16BitsToHalf(got[i])) : got[i] != right))
            {
                expect.That(false, FormattableString.Invariant($"for {numbers[i]:G9} the F16 {(right is { } bits ? Shown(bits) : "NaN")}"), Shown(got[i]));
            }
        }

        expect.Equal("numbers beyond the largest:", answer.Beyond, numbers.Count(number => Math.Abs(number) > Halves.Largest));
    }

    private float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => Unseen.NextSingle() - 0.5f)];

    private static GgufFile Opened(string path)
    {
        try
        {
            return GgufFile.Open(path);
        }
        catch (Frugal.FrugalException broken)
        {
            throw new StudentFailure(Cause.WrongAnswer, $"The file that HalfFile.Write made cannot be read: {broken.Message}");
        }
    }

    private static string Shown(ushort bits) => ((float)BitConverter.UInt16BitsToHalf(bits)).ToString("G9", System.Globalization.CultureInfo.InvariantCulture);

    private static string Described(GgufTensor tensor) => Described(tensor, tensor.Type);

    private static string Described(GgufTensor tensor, GgufType type) => $"{tensor.Name} {type} {string.Join(" x ", tensor.Shape)}";

    private static IEnumerable<string> Metadata(GgufFile file) => file.Metadata.Where(pair => pair.Key != "general.file_type").Select(pair => $"{pair.Key} = {Shown(pair.Value)}").Order(StringComparer.Ordinal);

    private static string Shown(GgufValue value) => value.ElementType == GgufValueType.Int32 ? string.Join(", ", value.Elements<int>()) : $"{value} ({value.Type})";
}
