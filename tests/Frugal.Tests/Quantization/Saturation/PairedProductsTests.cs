using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FsCheck.Fluent;
using Frugal.Quantization;

namespace Frugal.Tests.Quantization.Saturation;

/// <summary>The model of <c>vpmaddubsw</c> against the instruction, and against arithmetic that never saturates.</summary>
public class PairedProductsTests
{
    [Test]
    public void The_model_gives_the_numbers_of_the_real_instruction()
    {
        Assume.That(Ssse3.IsSupported, "this processor has no vpmaddubsw");

        Property.Holds(Gen.ArrayOf(Gen.Choose(0, 65535), 16), words =>
        {
            byte[] left = [.. words.Select(word => (byte)word)];
            sbyte[] right = [.. words.Select(word => (sbyte)(word >> 8))];

            var real = Ssse3.MultiplyAddAdjacent(Vector128.Create(left), Vector128.Create(right));

            Assert.That(Enumerable.Range(0, 8).Select(i => PairedProducts.MultiplyAdd(left[2 * i], right[2 * i], left[(2 * i) + 1], right[(2 * i) + 1])), Is.EqualTo(Enumerable.Range(0, 8).Select(i => real[i])));
        });
    }

    [TestCase(255, 127, 255, 127, 32767)]
    [TestCase(255, -128, 255, -128, -32768)]
    [TestCase(255, 127, 255, -127, 0)]
    [TestCase(255, 64, 255, 64, 32640)]
    [TestCase(0, 127, 0, 127, 0)]
    public void Sums_are_cut_to_16_bits(byte left1, sbyte right1, byte left2, sbyte right2, short sum) =>
        Assert.That(PairedProducts.MultiplyAdd(left1, right1, left2, right2), Is.EqualTo(sum));

    [Test]
    public void The_last_of_an_odd_number_is_paired_with_zero() =>
        Assert.That(PairedProducts.Sum([255, 255, 255], [127, 127, 127]), Is.EqualTo(32767 + (255 * 127)));

    [Test]
    public void Lengths_that_differ_are_refused() =>
        Assert.That(() => PairedProducts.Sum([1, 2], [1]), Throws.ArgumentException.With.Message.Contains("2 activations, 1 weights"));
}
