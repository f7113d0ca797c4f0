using Frugal.Gguf;

namespace Frugal.Tests.Gguf;

/// <summary>A small file with every type of value, and tensors of every type that converts to floats.</summary>
internal static class SmallGguf
{
    public static readonly GgufType[] Types = [.. GgufType.All.Where(type => type.CanDequantize)];

    /// <param name="seed">Seed of the tensors' bytes, which are random.</param>
    public static GgufWriter Writer(int seed)
    {
        var writer = new GgufWriter("llama").Set(GgufKeys.Name, "Größe 1").Set("llama.context_length", 128u)
            .Set("test.u8", (byte)200).Set("test.i8", (sbyte)-3).Set("test.u16", (ushort)60_000).Set("test.i16", (short)-300).Set("test.i32", -70_000)
            .Set("test.u64", ulong.MaxValue).Set("test.i64", long.MinValue).Set("test.f32", 0.1f).Set("test.f64", 0.1).Set("test.yes", true).Set("test.empty", "")
            .Set(GgufKeys.Tokens, GgufValue.OfArray(["<unk>", "", "é", "🙂"])).Set("test.u8s", GgufValue.OfArray(new byte[] { 0, 255 })).Set("test.i8s", GgufValue.OfArray(new sbyte[] { -1, 1 }))
            .Set("test.scores", GgufValue.OfArray([0f, -1.5f])).Set("test.flags", GgufValue.OfArray([true, false])).Set("test.none", GgufValue.OfArray(Array.Empty<long>()));
        var random = new Random(seed);
        foreach (var type in Types)
        {
            var bytes = new byte[3 * type.BytesPerBlock];
            random.NextBytes(bytes);
            writer.Add($"{type}.weight", [type.BlockSize, 3], type, stream => stream.Write(bytes));
        }

        return writer;
    }

    public static byte[] Bytes(GgufWriter writer)
    {
        using var file = new TemporaryFile("small.gguf");
        writer.Save(file.Path);
        return File.ReadAllBytes(file.Path);
    }
}
