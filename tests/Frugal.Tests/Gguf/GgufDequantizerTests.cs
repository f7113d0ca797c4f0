using System.Runtime.InteropServices;
using Frugal.Gguf;

namespace Frugal.Tests.Gguf;

/// <summary>Blocks whose numbers can be worked out by hand. tests/Frugal.Llama.Tests compares with llama.cpp itself.</summary>
[Parallelizable]
public class GgufDequantizerTests
{
    [Test]
    public void Q8_0_multiplies_signed_bytes_with_the_scale()
    {
        var block = Block(GgufType.Q8_0, (0, Half(0.5f)), (2, [127, 128, 0xFF]));

        Assert.That(Floats(GgufType.Q8_0, block)[..4], Is.EqualTo([63.5f, -64, -0.5f, 0]));
    }

    [Test]
    public void Q4_0_has_the_second_half_in_the_high_bits()
    {
        var block = Block(GgufType.Q4_0, (0, Half(2)), (2, [0xF0]));
        var floats = Floats(GgufType.Q4_0, block);

        Assert.That((floats[0], floats[16], floats[1], floats[31]), Is.EqualTo((-16f, 14f, -16f, -16f)));
    }

    [Test]
    public void Q4_K_subtracts_the_groups_minimum()
    {
        // Group 0: scale 3, minimum 5. Group 7: scale 0b10_0001 = 33, minimum 0b11_0010 = 50.
        var block = Block(GgufType.Q4_K, (0, Half(0.5f)), (2, Half(0.25f)), (4, [3, 0, 0, 0b1000_0000]), (8, [5, 0, 0, 0b1100_0000]), (15, [0b0010_0001]), (16, [7]), (16 + 96, [0xA0]));
        var floats = Floats(GgufType.Q4_K, block);

        Assert.That((floats[0], floats[1], floats[224], floats[225]), Is.EqualTo((0.5f * 3 * 7 - 0.25f * 5, -1.25f, 0.5f * 33 * 10 - 0.25f * 50, -12.5f)));
    }

    [Test]
    public void Q5_K_adds_a_fifth_bit()
    {
        // Byte 1 of the fifth bits: groups 0 and 1.
        var block = Block(GgufType.Q5_K, (0, Half(1)), (4, [2, 1]), (16 + 1, [0b11]), (48 + 1, [0x43]));
        var floats = Floats(GgufType.Q5_K, block);

        Assert.That((floats[1], floats[33], floats[0]), Is.EqualTo((2 * 19f, 20f, 0f)));
    }

    [Test]
    public void Q6_K_joins_four_and_two_bits()
    {
        // Number 128 + 64 + 20, in the second half: group 2, so high bits of low byte 64 + 20, bits 4 and 5 of high byte 128 + 32 + 20; its scale is number 13.
        var block = Block(GgufType.Q6_K, (64 + 20, [0x90]), (128 + 32 + 20, [0b10_0000]), (192 + 13, [0xFE]), (208, Half(0.5f)));

        Assert.That(Floats(GgufType.Q6_K, block)[128 + 64 + 20], Is.EqualTo(0.5f * -2 * (0b10_1001 - 32)));
    }

    [Test]
    public void Lengths_that_do_not_agree_are_refused()
    {
        Assert.Throws<FrugalException>(() => GgufDequantizer.Dequantize(GgufType.Q8_0, new byte[34], new float[31]));
        Assert.Throws<FrugalException>(() => GgufDequantizer.Dequantize(GgufType.Q8_0, new byte[35], new float[32]));
        Assert.Throws<FrugalException>(() => GgufDequantizer.Dequantize(GgufType.Named("IQ4_XS"), new byte[136], new float[256]));
    }

    private static byte[] Block(GgufType type, params (int At, byte[] Bytes)[] parts)
    {
        var block = new byte[type.BytesPerBlock];
        Array.ForEach(parts, part => part.Bytes.CopyTo(block, part.At));
        return block;
    }

    private static byte[] Half(float value) => MemoryMarshal.AsBytes<Half>(new[] { (Half)value }).ToArray();

    private static float[] Floats(GgufType type, byte[] block)
    {
        var floats = new float[type.BlockSize];
        GgufDequantizer.Dequantize(type, block, floats);
        return floats;
    }
}
