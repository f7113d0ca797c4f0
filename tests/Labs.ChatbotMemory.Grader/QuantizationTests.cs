using Frugal.Gguf;
using Frugal.Llama;
using Frugal.Measuring;
using Labs.ChatbotMemory.Grader.Probes;

namespace Labs.ChatbotMemory.Grader;

[Task(4, "Quantisation: Q8_0 and Q4_0 by hand, real bits per weight, a budget of bytes")]
[Points(16)]
[Hint("32 weights share a scale. The doc comments have the formulas; llama.cpp's own bytes are what yours are compared with.")]
public class QuantizationTests : TaskFixture
{
    private static readonly string[] Types = ["Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q4_0"];

    protected override Limits Limits => new() { Memory = ByteSize.Parse("1 GB"), Time = TimeSpan.FromSeconds(90) };

    [Test, Points(2.5), Hint("d is rounded to F16 only when it is stored; the weights are divided by the unrounded one.")]
    public void Q8_0_has_the_bytes_of_llama_cpp() => Compare(8);

    [Test, Points(2.5), Hint("The largest weight keeps its sign: it becomes 0, which is -8. Byte j has weights j and j + 16.")]
    public void Q4_0_has_the_bytes_of_llama_cpp() => Compare(4);

    [Test, Hidden, Points(2), Hint("Blocks of zeros, ties in the rounding, two largest weights of different signs, scales that F16 rounds to 0; rooms of another length.")]
    public void Zeros_ties_and_wrong_lengths_are_right_too()
    {
        EndStudent();
        float[][] blocks =
        [
            new float[32], [.. Enumerable.Repeat(-0f, 32)], Block(1), Block(-1), Block(1, -1), Block(-1, 1), Block(0.5f, 1, -1), [.. Enumerable.Repeat(3f, 32)], [.. Enumerable.Repeat(-3f, 32)],
            [127, .. Enumerable.Range(0, 31).Select(i => i - 15.5f)], [-127, .. Enumerable.Range(0, 31).Select(i => 3 * (i - 15.5f))], [.. Enumerable.Range(0, 31).Select(i => i - 15.5f), 127],
            [8, .. Enumerable.Range(0, 31).Select(i => i / 2f - 7.5f)], [-8, .. Enumerable.Range(0, 31).Select(i => i / 2f - 7.5f)], [.. Enumerable.Range(0, 31).Select(i => i / 2f - 7.5f), 8],
            [.. Enumerable.Range(0, 32).Select(i => i * 1e-8f)], [.. Enumerable.Range(0, 32).Select(i => i * -1e-6f)], [.. Enumerable.Range(0, 32).Select(i => (i - 16) * 30_000f)], [.. Enumerable.Range(0, 32).Select(i => (i - 20) * 1e-30f)],
        ];
        foreach (var format in new[] { 8, 4 })
        {
            foreach (var block in blocks)
            {
                var expect = Expect.For($"The block {string.Join(", ", block.Take(4))}, ... {block[^1]} in Q{format}_0", $"BlockQuantizer.Q{format}");
                expect.Equal("the bytes", Blocks(block, format).Blocks, format == 8 ? Grader.Blocks.Q8(block) : Grader.Blocks.Q4(block));
            }

            Expect.For($"No weights, in Q{format}_0").Equal("the outcome", Blocks([], format).Outcome, "done");
            var bytes = format == 8 ? 34 : 18;
            foreach (var (weights, room) in new[] { (32, bytes - 1), (32, bytes + 1), (32, 0), (32, 2 * bytes), (64, bytes), (31, bytes), (33, 2 * bytes), (33, bytes), (16, bytes / 2), (0, bytes) })
            {
                var outcome = Blocks(new float[weights], format, room).Outcome;
                Expect.For($"{weights} weights, and room for {room} bytes, in Q{format}_0").That(outcome.StartsWith("Argument", StringComparison.Ordinal), "an ArgumentException", outcome);
            }
        }
    }

    [Test, Points(2), Hint("8 bits a byte; the file has more bytes than its tensors.")]
    public void A_report_has_the_bits_of_the_file_of_its_tensors_and_of_each_type()
    {
        foreach (var type in new[] { "Q4_K_M", "Q8_0", null })
        {
            var file = type is null
                ? Made.In(Scratch, "mixed.gguf", path => new GgufWriter("other").Add("a", [10, 3], GgufType.F32, new float[30]).Add("b", [64], GgufType.F16, new float[64]).Add("c", [7], GgufType.F32, new float[7])
                    .Add("d", [256, 2], GgufType.Q4_K, stream => stream.Write(new byte[288])).Save(path))
                : Scratch.Write($"{type}.gguf", Quantised(Source(), type));
            var answer = Student.Call(QuantizerProbes.Report, file);
            var expect = Expect.For($"A model in {type ?? "F32, F16 and Q4_K"}, {new FileInfo(file).Length:N0} bytes", "SizeReport.Of");
            expect.Equal("the outcome", answer.Outcome, "done");
            expect.Equal("that the file is still open:", answer.Mapped, false);
            using var right = GgufFile.Open(file);
            var (weights, bytes) = (right.Tensors.Sum(tensor => tensor.Weights), right.Tensors.Sum(tensor => tensor.Bytes));
            expect.Equal("the weights", answer.Weights, weights);
            expect.Near("the bits of the file", answer.FileBits, 8.0 * right.Bytes / weights, 1e-9);
            expect.Near("the bits of the tensors", answer.TensorBits, 8.0 * bytes / weights, 1e-9);
            var uses = right.Tensors.GroupBy(tensor => tensor.Type.Name).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
            var mine = answer.ByType.OrderBy(use => use.Type, StringComparer.Ordinal).ToList();
            expect.Equal("the types", mine.Select(use => use.Type), uses.Select(use => use.Key));
            expect.Equal("the weights of each type", mine.Select(use => use.Weights), uses.Select(use => use.Sum(tensor => tensor.Weights)));
            foreach (var (got, use) in mine.Zip(uses))
            {
                expect.Near($"the bits of {use.Key}", got.Bits, 8.0 * use.Sum(tensor => tensor.Bytes) / use.Sum(tensor => tensor.Weights), 1e-9);
            }

            if (type == "Q4_K_M")
            {
                Record("bits", new Figure(answer.FileBits, "bits"));
                Record("bits_of_tensors", new Figure(answer.TensorBits, "bits"));
            }
        }

        MustNotCall("Frugal.Gguf.GgufFile.BitsPerWeight", "Frugal.Gguf.GgufTypeUse.BitsPerWeight");
    }

    [Test, Points(0.5)]
    public void What_has_no_weights_is_refused()
    {
        foreach (var (name, file) in new[]
        {
            ("A file without tensors", Made.In(Scratch, "empty.gguf", path => new GgufWriter("other").Save(path))),
            ("A text", Scratch.Write("text.gguf", "Just text."u8)),
            ("A file that is not there", Scratch["none.gguf"]),
        })
        {
            var outcome = Student.Call(QuantizerProbes.Report, file).Outcome;
            Expect.For(name, "SizeReport.Of").That(outcome.StartsWith("FrugalException", StringComparison.Ordinal), "a FrugalException", outcome);
        }
    }

    [Test, Points(3), Hint("Try the types in their order; compare the whole file's bytes with the budget, and stop at the first that fits.")]
    public void The_first_type_that_fits_is_written()
    {
        var source = Scratch.Write("source.gguf", Source());
        Student.Call(QuantizerProbes.FitCancelled, new FitRequest(source, Scratch["none.gguf"], 1));   // what is not written yet is said before the grader quantises
        var files = Types.Select(type => Quantised(File.ReadAllBytes(source), type)).ToArray();
        var exact = Unseen.Next(Types.Length);
        for (var i = 0; i < Types.Length; i++)
        {
            var room = i == 0 ? files[0].Length : files[i - 1].Length - files[i].Length - 1;
            foreach (var bytes in i == exact ? new[] { files[i].LongLength, files[i].LongLength + Unseen.Next(1, room) } : [files[i].LongLength + Unseen.Next(1, room)])
            {
                var folder = Folder();
                var answer = Student.Call(QuantizerProbes.Fit, new FitRequest(source, Path.Combine(Scratch[folder], "target.gguf"), bytes));
                var expect = Expect.For($"A budget of {bytes:N0} bytes, for a model of {string.Join(", ", Types.Zip(files, (type, file) => $"{file.Length:N0} in {type}"))}", "BudgetFile.Write: the whole file's bytes, and the order of the types");
                expect.Equal("the outcome", answer.Outcome, "done");
                expect.Equal("the type", answer.Type, Types[i]);
                expect.Equal("the files in the folder", Left(folder), ["target.gguf"]);
                expect.That(Scratch.Read($"{folder}/target.gguf", ByteSize.Parse("100 MB")).AsSpan().SequenceEqual(files[i]), $"the file that llama.cpp makes in {Types[i]}", "another one");
            }
        }
    }

    [Test, Hidden, Points(2), Hint("A finally that deletes the trial; both numbers in the message.")]
    public void A_budget_that_is_too_small_leaves_the_older_file_and_no_trial()
    {
        var source = Scratch.Write("source.gguf", Source());
        var smallest = Quantised(File.ReadAllBytes(source), Types[^1]).Length;
        foreach (var bytes in new[] { smallest - 1L, Unseen.Next(1000, smallest - 1), 1 })
        {
            var folder = Folder();
            var answer = Student.Call(QuantizerProbes.Fit, new FitRequest(source, Path.Combine(Scratch[folder], "target.gguf"), bytes));
            var expect = Expect.For($"A budget of {bytes:N0} bytes, for a model of {smallest:N0} bytes in {Types[^1]}");
            expect.That(answer.Outcome.StartsWith("FrugalException", StringComparison.Ordinal) && Numbers.Names(answer.Outcome, smallest, bytes), "a FrugalException with both numbers of bytes", answer.Type ?? answer.Outcome);
            Kept(expect, folder);
        }

        foreach (var (name, broken) in new[]
        {
            ("A source that is quantised already", Scratch.Write("quantised.gguf", Quantised(File.ReadAllBytes(source), "Q4_K_M"))), ("A source that is cut off", Scratch.Write("cut.gguf", File.ReadAllBytes(source)[..^10_000])),
            ("A source that is not there", Scratch["none.gguf"]),
        })
        {
            var folder = Folder();
            var answer = Student.Call(QuantizerProbes.Fit, new FitRequest(broken, Path.Combine(Scratch[folder], "target.gguf"), 1_000_000_000));
            Expect.For(name).That(answer.Outcome.StartsWith("FrugalException", StringComparison.Ordinal), "a FrugalException", answer.Type ?? answer.Outcome);
            Kept(Expect.For(name), folder);
        }

        foreach (var bytes in new[] { 0L, -5 })
        {
            var outcome = Student.Call(QuantizerProbes.Fit, new FitRequest(source, Scratch["refused.gguf"], bytes)).Outcome;
            Expect.For($"A budget of {bytes} bytes").That(outcome.StartsWith("Argument", StringComparison.Ordinal), "an ArgumentOutOfRangeException: 1 or more is allowed", outcome);
        }
    }

    [Test, Points(1.5), Hint("cancellation.ThrowIfCancellationRequested() before each type.")]
    public void It_stops_between_two_types_when_it_is_cancelled()
    {
        var source = Scratch.Write("source.gguf", Source());
        var folder = Folder();
        var answer = Student.Call(QuantizerProbes.FitCancelled, new FitRequest(source, Path.Combine(Scratch[folder], "target.gguf"), 1_000_000_000));
        var expect = Expect.For("A token that is cancelled before the first type", "BudgetFile.Write");
        expect.Equal("the outcome", answer.Outcome, "cancelled");
        Kept(expect, folder);

        source = Scratch.Write("larger.gguf", Made.Bytes(path => SmallLlama.Write(path, Unseen, GgufType.F16, hidden: 2048, blocks: 2)));
        folder = Folder();
        answer = Student.Call(QuantizerProbes.FitCancelledOnTheWay, new FitRequest(source, Path.Combine(Scratch[folder], "target.gguf"), 1));
        expect = Expect.For("A token that is cancelled while the first type is tried, and a budget that nothing fits", "BudgetFile.Write: what happens between two types");
        expect.Equal("the outcome", answer.Outcome, "cancelled");
        Kept(expect, folder);
    }

    private void Compare(int format)
    {
        EndStudent();
        float[] weights = [.. Enumerable.Range(0, SmallLlama.Weights / 32).SelectMany(Drawn)];
        var answer = Blocks(weights, format);
        var (right, golden) = (format == 8 ? Grader.Blocks.Q8(weights) : Grader.Blocks.Q4(weights), Golden(weights, $"Q{format}_0"));
        var expect = Expect.For($"{weights.Length:N0} weights drawn for this grading, in Q{format}_0", $"BlockQuantizer.Q{format}: the scale, the rounding, the order of the bytes");
        expect.Equal("the outcome", answer.Outcome, "done");
        expect.Equal("bytes:", answer.Blocks.Length, golden.Length);
        var size = golden.Length / (weights.Length / 32);
        for (var block = 0; block < weights.Length / 32; block++)
        {
            // On some processors llama.cpp multiplies and adds in one step, which rounds ties otherwise: then either will do.
            var part = new Range(block * size, (block + 1) * size);
            if (!answer.Blocks.AsSpan(part).SequenceEqual(golden.AsSpan(part)) && !answer.Blocks.AsSpan(part).SequenceEqual(right.AsSpan(part)))
            {
                expect.Equal($"the bytes of block {block}, which begins with the weights {weights[block * 32]} and {weights[block * 32 + 1]}:", answer.Blocks[part], golden[part]);
            }
        }
    }

    /// <summary>A block of another kind each time: wide and narrow ones, with zeros, with ties.</summary>
    private IEnumerable<float> Drawn(int block)
    {
        var width = MathF.Pow(10, Unseen.NextSingle() * 6 - 4);
        return (block % 4) switch
        {
            0 => Enumerable.Range(0, 32).Select(_ => (Unseen.NextSingle() - 0.5f) * width).ToArray(),
            1 => Enumerable.Range(0, 32).Select(_ => Unseen.Next(3) == 0 ? 0 : (Unseen.NextSingle() - 0.5f) * width).ToArray(),
            2 => Enumerable.Range(0, 32).Select(i => i == 7 ? (Unseen.Next(2) == 0 ? 127 : -127) : Unseen.Next(-253, 254) / 2f).ToArray(),
            _ => Enumerable.Range(0, 32).Select(i => i == 20 ? (Unseen.Next(2) == 0 ? 8 : -8) : Unseen.Next(-15, 16) / 2f).ToArray(),
        };
    }

    /// <summary>Blocks by the student's code alone, in a process that has not quantised yet: llama.cpp's own quantiser would give the same bytes.</summary>
    private BlocksAnswer Blocks(float[] weights, int format, int? room = null)
    {
        var answer = Student.Call(QuantizerProbes.Blocks, new BlocksRequest(Halves.Bytes(weights), format, room));
        Expect.For($"{weights.Length:N0} weights, in Q{format}_0", $"BlockQuantizer.Q{format}: the arithmetic written out").Equal("that it uses llama.cpp:", answer.Binding, false);
        return answer;
    }

    /// <summary>The bytes that llama.cpp makes of the weights: in a model, in the grader's own process.</summary>
    private byte[] Golden(float[] weights, string type)
    {
        var model = Made.Bytes(path => SmallLlama.Write(path, Unseen, GgufType.F32, weights));
        byte[] golden = [];
        Made.Bytes(path =>
        {
            File.WriteAllBytes(path, Quantised(model, type));
            using var file = GgufFile.Open(path);
            golden = file.Data(file.Tensor(SmallLlama.Matrix)).ToArray();
        });
        return golden;
    }

    private static byte[] Quantised(byte[] model, string type) => Made.Bytes(path =>
    {
        File.WriteAllBytes($"{path}.source", model);
        LlamaQuantizer.Quantize($"{path}.source", path, LlamaFileType.Named(type));
    });

    private byte[] Source() => Made.Bytes(path => SmallLlama.Write(path, Unseen, GgufType.F16));

    private static float[] Block(params float[] first) => [.. first, .. Enumerable.Repeat(0.25f, 32 - first.Length)];

    /// <summary>A new folder with an older file.</summary>
    private string Folder()
    {
        var name = $"folder{Unseen.NextInt64():x}";
        Scratch.WriteFolder(name, new Dictionary<string, byte[]> { ["target.gguf"] = "an older file"u8.ToArray() });
        return name;
    }

    private string[] Left(string folder) => [.. Directory.GetFileSystemEntries(Scratch[folder]).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    private void Kept(Expect expect, string folder)
    {
        expect.Equal("the files in the target's folder", Left(folder), ["target.gguf"]);
        expect.Equal("the older file", System.Text.Encoding.UTF8.GetString(Scratch.Read($"{folder}/target.gguf", ByteSize.Parse("100 MB"))), "an older file");
    }
}
