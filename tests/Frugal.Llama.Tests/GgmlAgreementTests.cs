using System.Runtime.InteropServices;
using Frugal.Gguf;

namespace Frugal.Llama.Tests;

/// <summary>Frugal's number formats against ggml's own functions.</summary>
/// <remarks>
/// On x64 the floats are equal bit for bit: ggml's functions are compiled for the plain instruction set, without fused products. On arm64 the compiler may fuse
/// <c>scale * quant - minimum</c>, which rounds once instead of twice: there they may differ by an ulp of the block's largest number.
/// </remarks>
[NeedsLlamaCpp]
public class GgmlAgreementTests
{
    private static readonly GgufType[] Quantized = [GgufType.Q8_0, GgufType.Q4_0, GgufType.Q4_K, GgufType.Q5_K, GgufType.Q6_K];
    private static readonly GgufType[] Halves = [GgufType.F16, GgufType.BF16];

    [Test]
    public void Every_type_has_ggmls_name_block_size_and_bytes()
    {
        Assert.That(GgufType.All.Select(type => (type.Name.ToLowerInvariant(), (long)type.BlockSize, (nint)type.BytesPerBlock)),
            Is.EqualTo(GgufType.All.Select(type => (Ggml.NameOf(type).ToLowerInvariant(), Ggml.BlockSizeOf(type), Ggml.BytesPerBlockOf(type)))));
    }

    [TestCaseSource(nameof(Quantized))]
    public void Rows_that_ggml_quantised_have_the_same_floats(GgufType type)
    {
        Assert.Multiple(() =>
        {
            foreach (var (name, row) in AwkwardRows.All(new Random(17)))
            {
                var blocks = Ggml.Quantize(type, row, AwkwardRows.Length);
                AssertSame(Frugal(type, blocks), Ggml.Dequantize(type, blocks), name);
            }
        });
    }

    [TestCaseSource(nameof(Quantized))]
    public void Blocks_of_any_bytes_have_the_same_floats(GgufType type)
    {
        Property.Holds(FsCheck.Fluent.Gen.Choose(0, int.MaxValue), seed =>
        {
            var blocks = new byte[type.BytesPerBlock * 16];
            new Random(seed).NextBytes(blocks);
            AssertSame(Frugal(type, blocks), Ggml.Dequantize(type, blocks), $"seed {seed}");
        });
    }

    [TestCaseSource(nameof(Halves))]
    public void All_numbers_of_16_bits_have_the_same_floats(GgufType type)
    {
        var bytes = MemoryMarshal.AsBytes<ushort>(Enumerable.Range(0, 65_536).Select(i => (ushort)i).ToArray()).ToArray();

        AssertSame(Frugal(type, bytes), Ggml.Dequantize(type, bytes), type.Name);
    }

    [TestCaseSource(nameof(Halves))]
    public void Floats_are_rounded_to_16_bits_alike(GgufType type)
    {
        var random = new Random(18);
        float[] values = [0, -0f, float.Epsilon, -float.Epsilon, 65_504, 65_519, 65_520, 65_535, 1e38f, -3.4e38f, float.PositiveInfinity, float.NegativeInfinity, 6e-8f, 2.98e-8f, 2.99e-8f, 1.00390625f, 1.01171875f,
            .. Enumerable.Range(0, 100_000).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))).Where(float.IsFinite)];
        using var path = new TemporaryFile("rounded.gguf");
        new GgufWriter("llama").Add("w", [values.Length], type, values).Save(path.Path);
        using var file = GgufFile.Open(path.Path);

        var (ours, theirs) = (MemoryMarshal.Cast<byte, ushort>(file.Data(file.Tensor("w"))).ToArray(), MemoryMarshal.Cast<byte, ushort>(Ggml.Round(type, values)).ToArray());

        Assert.That(Enumerable.Range(0, values.Length).Where(i => ours[i] != theirs[i]).Select(i => $"{values[i]:R}: {ours[i]:x4}, ggml {theirs[i]:x4}").Take(5), Is.Empty);
    }

    /// <summary>Equal bit for bit, NaN for NaN whatever its bits.</summary>
    internal static void AssertSame(float[] ours, float[] theirs, string what)
    {
        var largest = theirs.Where(float.IsFinite).Select(MathF.Abs).DefaultIfEmpty().Max();
        var tolerance = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 0 : MathF.BitIncrement(largest) - largest;
        var wrong = Enumerable.Range(0, theirs.Length).Where(i => !Same(ours[i], theirs[i])).Select(i => $"{i}: {ours[i]:R}, ggml {theirs[i]:R}").Take(3);
        Assert.That((ours.Length, string.Join("; ", wrong)), Is.EqualTo((theirs.Length, "")), what);

        bool Same(float a, float b) => BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || (float.IsNaN(a) && float.IsNaN(b)) || (tolerance > 0 && Math.Abs((double)a - b) <= tolerance);
    }

    private static float[] Frugal(GgufType type, byte[] blocks)
    {
        var floats = new float[blocks.Length / type.BytesPerBlock * type.BlockSize];
        GgufDequantizer.Dequantize(type, blocks, floats);
        return floats;
    }
}
