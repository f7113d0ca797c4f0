using Frugal.Gguf;

namespace Frugal.Tests.Gguf;

[Parallelizable]
public class GgufWriterTests
{
    [Test]
    public void Floats_are_rounded_to_the_nearest_number_of_the_type()
    {
        var random = new Random(4);
        float[] ties = [1.00390625f, 1.01171875f];   // between 1 and 1.0078125, between 1.0078125 and 1.015625
        float[] values = [0, -0f, 1, 65504, 1e30f, -1e30f, float.Epsilon, float.NaN, float.PositiveInfinity, .. ties, .. Enumerable.Range(0, 1000).Select(_ => random.NextSingle() - 0.5f)];
        using var file = GgufFile.Parse(SmallGguf.Bytes(new GgufWriter("llama").Add("f16", [values.Length], GgufType.F16, values).Add("bf16", [values.Length], GgufType.BF16, values)), "memory");
        var brain = file.Floats(file.Tensor("bf16"));

        Assert.That(file.Floats(file.Tensor("f16")), Is.EqualTo(values.Select(value => (float)(Half)value)));
        Assert.That(brain, Is.EqualTo(values.Select(Nearest)));
        Assert.That(brain[9..11], Is.EqualTo([1f, 1.015625f]), "ties go to the even number");
    }

    /// <summary>The nearest bfloat16, by trying both neighbours.</summary>
    private static float Nearest(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        var (down, up) = (BitConverter.UInt32BitsToSingle(bits & 0xFFFF0000), BitConverter.UInt32BitsToSingle((bits & 0xFFFF0000) + 0x10000));
        var (toDown, toUp) = (Math.Abs((double)value - down), Math.Abs((double)up - value));
        return !float.IsFinite(value) ? value : toDown < toUp || (toDown == toUp && (bits & 0x10000) == 0) ? down : up;
    }

    [Test]
    public void A_tensor_longer_than_one_part_is_written_whole()
    {
        float[] values = [.. Enumerable.Range(0, 40_000).Select(i => (float)(i % 1000))];
        using var file = GgufFile.Parse(SmallGguf.Bytes(new GgufWriter("llama").Add("w", [400, 100], GgufType.F16, values)), "memory");

        Assert.That(file.Floats(file.Tensor("w")), Is.EqualTo(values));
    }

    [Test]
    public void The_alignment_that_was_set_is_kept()
    {
        using var file = GgufFile.Parse(SmallGguf.Bytes(new GgufWriter("llama").Set(GgufKeys.Alignment, 256u).Add("a", [3], GgufType.F32, new float[] { 1, 2, 3 }).Add("b", [1], GgufType.F32, new float[] { 4 })), "memory");

        Assert.That((file.Alignment, file.Tensor("a").Offset % 256, file.Tensor("b").Offset - file.Tensor("a").Offset, file.Bytes % 256), Is.EqualTo((256, 0, 256, 0)));
        Assert.That(file.Floats(file.Tensor("b")), Is.EqualTo([4f]));
    }

    [Test]
    public void A_copy_has_the_same_bytes()
    {
        var original = SmallGguf.Bytes(SmallGguf.Writer(seed: 5));
        using var file = GgufFile.Parse(original, "original");
        var writer = new GgufWriter("other").Set(file.Metadata);
        foreach (var tensor in file.Tensors)
        {
            writer.Copy(file, tensor);
        }

        Assert.That(SmallGguf.Bytes(writer), Is.EqualTo(original));
    }

    [Test]
    public void Files_from_random_content_are_read_as_written() =>
        Property.Holds(
            FsCheck.Fluent.Gen.Select(FsCheck.Fluent.Gen.Choose(0, int.MaxValue), seed => seed),
            seed =>
            {
                var random = new Random(seed);
                var writer = new GgufWriter("llama");
                List<(string Name, GgufType Type, byte[] Bytes)> tensors = [];
                for (var i = random.Next(6); i > 0; i--)
                {
                    var type = GgufType.All[random.Next(GgufType.All.Count)];
                    long[] shape = [type.BlockSize * random.Next(1, 4), .. Enumerable.Range(0, random.Next(4)).Select(_ => (long)random.Next(1, 4))];
                    var bytes = new byte[shape.Aggregate(1L, (a, b) => a * b) / type.BlockSize * type.BytesPerBlock];
                    random.NextBytes(bytes);
                    tensors.Add(($"t{i}", type, bytes));
                    writer.Add($"t{i}", shape, type, stream => stream.Write(bytes));
                }

                using var file = GgufFile.Parse(SmallGguf.Bytes(writer), "memory");

                Assert.That(file.Tensors.Select(tensor => (tensor.Name, tensor.Type)), Is.EqualTo(tensors.Select(tensor => (tensor.Name, tensor.Type))));
                Assert.That(tensors.All(tensor => file.Data(file.Tensor(tensor.Name)).SequenceEqual(tensor.Bytes)));
            });

    [TestCase(10)]
    [TestCase(200)]
    public void A_tensor_with_another_number_of_bytes_leaves_no_file(int bytes)
    {
        using var folder = new TemporaryFolder();
        var writer = new GgufWriter("llama").Add("w", [4], GgufType.F32, stream => stream.Write(new byte[bytes]));

        var refusal = Assert.Throws<FrugalException>(() => writer.Save(folder["model.gguf"]))!;

        Assert.That(refusal.Message, Does.Contain("'w'").And.Contain($"{Math.Abs(bytes - 16)} bytes {(bytes > 16 ? "more" : "fewer")}"));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void What_a_file_cannot_hold_is_refused()
    {
        var writer = new GgufWriter("llama").Add("w", [1], GgufType.F32, new float[1]);
        Action[] mistakes =
        [
            () => writer.Set("", 1), () => writer.Set("with space", 1), () => writer.Set("é", 1), () => writer.Set("key", 1m), () => writer.Set(GgufKeys.Alignment, 0u), () => writer.Set(GgufKeys.Alignment, 32),
            () => writer.Add("w", [1], GgufType.F32, new float[1]), () => writer.Add(new string('n', 64), [1], GgufType.F32, new float[1]), () => writer.Add("n", [2], GgufType.F32, new float[1]),
            () => writer.Add("n", [32], GgufType.Q8_0, new float[32]), () => writer.Add("n", [31], GgufType.Q8_0, _ => { }), () => writer.Add("n", [1, 1, 1, 1, 1], GgufType.F32, _ => { }), () => writer.Add("n", [0], GgufType.F32, _ => { }),
        ];

        Assert.Multiple(() => Array.ForEach(mistakes, mistake => Assert.That(Assert.Throws<FrugalException>(() => mistake())!.Message, Does.EndWith(".").And.Not.Contain("\n"))));
    }
}
