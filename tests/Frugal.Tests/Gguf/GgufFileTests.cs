using Frugal.Gguf;

namespace Frugal.Tests.Gguf;

[Parallelizable]
public class GgufFileTests
{
    [Test]
    public void What_is_written_is_read_again()
    {
        using var path = new TemporaryFile("model.gguf");
        SmallGguf.Writer(seed: 1).Save(path.Path);

        using var file = GgufFile.Open(path.Path);

        var values = file.Metadata;
        Assert.Multiple(() =>
        {
            Assert.That((file.Version, file.Alignment, file.Architecture, values.Text(GgufKeys.Name), values.Integer("llama.context_length")), Is.EqualTo((3, 32, "llama", "Größe 1", 128L)));
            Assert.That((values["test.u8"].As<byte>(), values["test.i8"].As<sbyte>(), values["test.u16"].As<ushort>(), values["test.i16"].As<short>(), values["test.i32"].As<int>()), Is.EqualTo(((byte)200, (sbyte)-3, (ushort)60_000, (short)-300, -70_000)));
            Assert.That((values["test.u64"].As<ulong>(), values["test.i64"].As<long>(), values["test.f32"].As<float>(), values["test.f64"].As<double>(), values["test.yes"].As<bool>(), values.Text("test.empty")), Is.EqualTo((ulong.MaxValue, long.MinValue, 0.1f, 0.1, true, "")));
            Assert.That(values[GgufKeys.Tokens].Elements<string>(), Is.EqualTo(["<unk>", "", "é", "🙂"]));
            Assert.That(values["test.u8s"].Elements<byte>(), Is.EqualTo(new byte[] { 0, 255 }));
            Assert.That(values["test.i8s"].Elements<sbyte>(), Is.EqualTo(new sbyte[] { -1, 1 }));
            Assert.That(values["test.scores"].Elements<float>(), Is.EqualTo([0f, -1.5f]));
            Assert.That(values["test.flags"].Elements<bool>(), Is.EqualTo([true, false]));
            Assert.That(values["test.none"].Elements<long>(), Is.Empty);
            Assert.That(values.Integer(GgufKeys.QuantizationVersion), Is.EqualTo(2), "the file has quantised tensors");
            Assert.That(file.Tensors.Select(tensor => (tensor.Name, tensor.Type, string.Join(",", tensor.Shape))), Is.EqualTo(SmallGguf.Types.Select(type => ($"{type}.weight", type, $"{type.BlockSize},3"))));
        });
    }

    [Test]
    public void A_tensors_bytes_and_rows_are_those_that_were_written()
    {
        var random = new Random(2);
        float[] values = [.. Enumerable.Range(0, 35).Select(_ => random.NextSingle() - 0.5f)];
        using var file = GgufFile.Parse(SmallGguf.Bytes(new GgufWriter("llama").Add("first", [3], GgufType.F32, values.AsMemory(0, 3)).Add("w", [7, 5], GgufType.F32, values)), "memory");

        var tensor = file.Tensor("w");
        var rows = new float[14];
        file.ReadRows(tensor, 2, rows);

        Assert.That((tensor.RowLength, tensor.Rows, tensor.Weights, tensor.Offset % file.Alignment), Is.EqualTo((7, 5, 35, 0)));
        Assert.That(file.Floats(tensor), Is.EqualTo(values));
        Assert.That(rows, Is.EqualTo(values[14..28]));
        Assert.That(file.Data(tensor).SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values)));
        Assert.That(file.Data(tensor, 4, 1).SequenceEqual(file.Data(tensor)[^28..]));
    }

    [Test]
    public void Bits_per_weight_count_scales_and_the_rest_of_the_file()
    {
        using var file = GgufFile.Parse(SmallGguf.Bytes(new GgufWriter("llama")
            .Add("a", [256, 2], GgufType.Q4_K, stream => stream.Write(new byte[288])).Add("b", [256], GgufType.Q4_K, stream => stream.Write(new byte[144])).Add("c", [4], GgufType.F32, new float[4])), "memory");

        Assert.That(file.Types.Select(use => (use.Type.Name, use.Tensors, use.Weights, use.Bytes, use.BitsPerWeight)), Is.EqualTo(new[] { ("Q4_K", 2, 768L, 432L, 4.5), ("F32", 1, 4L, 16L, 32.0) }));
        Assert.That((file.Weights, file.BitsPerWeight), Is.EqualTo((772, 8.0 * file.Bytes / 772)));
        Assert.That(file.Bytes, Is.GreaterThan(448));
    }

    [Test]
    public void A_file_without_tensors_has_no_bits_per_weight()
    {
        using var file = GgufFile.Parse(new RawGguf(0, 0).ToArray(), "memory");

        Assert.That((file.BitsPerWeight, file.Weights, file.Tensors.Count), Is.EqualTo(((double?)null, 0, 0)));
        Assert.That(Assert.Throws<FrugalException>(() => _ = file.Architecture)!.Message, Does.Contain(GgufKeys.Architecture));
    }

    [Test]
    public void Version_2_is_read()
    {
        using var file = GgufFile.Parse(new RawGguf(1, 1, version: 2).Key("general.file_type", 0).Tensor("w", [2]).WithData(8), "memory");

        Assert.That((file.Version, file.Floats(file.Tensor("w"))), Is.EqualTo((2, new[] { 0f, 0f })));
    }

    [Test]
    public void Wrong_requests_are_refused_in_one_line()
    {
        using var file = GgufFile.Parse(SmallGguf.Bytes(SmallGguf.Writer(1)), "memory");
        using var other = GgufFile.Parse(SmallGguf.Bytes(SmallGguf.Writer(2)), "other");
        using var integers = GgufFile.Parse(SmallGguf.Bytes(new GgufWriter("llama").Add("i", [4], GgufType.Of(24), stream => stream.Write(new byte[4]))), "memory");
        var tensor = file.Tensor("Q8_0.weight");

        Action[] requests =
        [
            () => file.Tensor("missing"), () => file.Floats(other.Tensors[0]), () => file.Data(tensor, 2, 2), () => file.Data(tensor, -1, 1), () => file.ReadRows(tensor, 0, new float[33]),
            () => file.ReadRows(tensor, 3, new float[32]), () => integers.Floats(integers.Tensors[0]), () => _ = file.Metadata["missing"], () => file.Metadata.Integer(GgufKeys.Name), () => file.Metadata.Text("test.u8"),
            () => file.Metadata["test.u8s"].Elements<sbyte>(), () => file.Metadata["test.u64"].AsInteger(), () => GgufType.Of(4), () => GgufType.Of(99), () => GgufType.Named("Q4"), () => GgufValue.Of(1m),
        ];

        Assert.Multiple(() => Array.ForEach(requests, request => Assert.That(Assert.Throws<FrugalException>(() => request())!.Message, Does.EndWith(".").And.Not.Contain("\n"))));
    }

    [Test]
    public void A_closed_file_is_not_read()
    {
        var file = GgufFile.Parse(SmallGguf.Bytes(SmallGguf.Writer(1)), "memory");
        file.Dispose();
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => file.Floats(file.Tensors[0]));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "links need a right there")]
    public void A_link_to_a_file_is_followed()
    {
        using var folder = new TemporaryFolder();
        SmallGguf.Writer(1).Save(folder["blob"]);
        File.CreateSymbolicLink(folder["model.gguf"], folder["blob"]);

        using var file = GgufFile.Open(folder["model.gguf"]);

        Assert.That(file.Bytes, Is.EqualTo(new FileInfo(folder["blob"]).Length));
    }
}
