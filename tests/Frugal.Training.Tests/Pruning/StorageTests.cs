using Frugal.Pruning;
using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Pruning;

public class StorageTests
{
    private static readonly Gen<float[]> SparseWeights =
        from count in Gen.Choose(1, 400)
        from zeros in Gen.Choose(0, 100)
        from draws in Gen.ArrayOf(Gen.Choose(0, 99_999), count)
        select draws.Select(draw => draw % 100 < zeros ? 0 : draw / 50_000f - 1).ToArray();

    [Test]
    public void What_was_coded_is_read_again_bit_for_bit() => Property.Holds(
        from weights in SparseWeights
        from gapBits in Gen.Choose(2, 12)
        from codebookBits in Gen.Choose(1, 8)
        select (weights, gapBits, codebookBits),
        given =>
        {
            var options = new DeepCompressionOptions { GapBits = given.gapBits, LinearBits = given.codebookBits };
            var tensor = DeepCompression.Share("layer.weight", [given.weights.Length, 1], given.weights, options);
            var bits = new BitWriter();

            var size = SparseCodec.Write(tensor, given.gapBits, bits);
            var read = SparseCodec.Read(new BitReader(bits.ToArray()), mostNumbers: 1000);

            Assert.That(read.Name, Is.EqualTo(tensor.Name));
            Assert.That(read.Shape, Is.EqualTo(tensor.Shape));
            Assert.That(read.Values(), Is.EqualTo(tensor.Values()));
            Assert.That(size.Bits, Is.EqualTo(bits.ToArray().Length * 8), "every bit is counted");
            Assert.That(tensor.Values().Select(value => value == 0).Zip(given.weights, (zero, weight) => zero || weight != 0), Is.All.True, "a zero stays zero");
        });

    [Test]
    public void A_file_with_any_byte_changed_or_cut_off_is_refused_in_one_line()
    {
        using var network = Pruned();
        var bytes = DeepCompression.Compress(network).ToBytes();

        Property.Holds(
            from place in Gen.Choose(0, bytes.Length - 1)
            from flip in Gen.Choose(1, 255)
            from cut in Gen.Choose(0, bytes.Length - 1)
            select (place, flip, cut),
            given =>
            {
                var damaged = (byte[])bytes.Clone();
                damaged[given.place] ^= (byte)given.flip;
                Refused(damaged);
                Refused(bytes[..given.cut]);
            });

        static void Refused(byte[] damaged)
        {
            var failure = Assert.Throws<FrugalException>(() => CompressedWeights.Parse(damaged, "weights.fdc"))!;
            Assert.That(failure.Message, Does.StartWith("weights.fdc: ").And.Not.Contain("\n"));
        }
    }

    [Test]
    public void Random_bits_are_no_tensor_and_nothing_worse() => Property.Holds(
        Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value), 200),
        bytes =>
        {
            try
            {
                SparseCodec.Read(new BitReader(bytes), mostNumbers: 10_000);
            }
            catch (InvalidDataException)
            {
                return;
            }
        });

    [Test]
    public void A_saved_file_brings_the_shared_weights_back()
    {
        using var folder = new TemporaryFolder();
        using var network = Pruned();
        using var other = SmallNetworks.ResNet();
        var compressed = DeepCompression.Compress(network, new DeepCompressionOptions { ConvolutionBits = 8, LinearBits = 8 });

        compressed.Save(folder["weights.fdc"]);
        CompressedWeights.Load(folder["weights.fdc"]).Restore(other);

        Assert.That(new FileInfo(folder["weights.fdc"]).Length, Is.EqualTo(compressed.Size.Bytes));
        foreach (var (name, weights) in MaskTests.Weights(network))
        {
            // A zero stays zero, and any other weight becomes the nearest of the values that its layer shares. The values are rounded from
            // float64 to float32 once it is decided which is nearest: half a unit in the last place, on both sides of the comparison.
            var restored = MaskTests.Weights(other)[name];
            var shared = restored.Where(value => value != 0).Distinct().ToArray();
            var rounding = MathF.BitIncrement(weights.Max(Math.Abs)) - weights.Max(Math.Abs);
            var expected = weights.Select((weight, i) => weight == 0 ? 0 : shared.Min(value => Math.Abs((double)weight - value)));
            Assert.That(restored.Zip(weights, (value, weight) => Math.Abs((double)weight - value)), Is.EqualTo(expected).Within(rounding), name);
            Assert.That(shared, Has.Length.LessThanOrEqualTo(256), name);
        }

        using var scope = NewDisposeScope();
        Assert.That(other.state_dict()["stem.normalization.bias"].Equals(network.state_dict()["stem.normalization.bias"]), Is.True, "what is not shared comes back as it was");
    }

    [Test]
    public void The_size_is_the_sum_of_all_parts_and_much_smaller_than_the_numbers()
    {
        using var network = Pruned();

        var compressed = DeepCompression.Compress(network, new DeepCompressionOptions { ConvolutionBits = 4, LinearBits = 4 });

        // magic 8, version 1, count 2, checksum 32; the bits of the tensors follow each other and are filled up once.
        var parts = compressed.Parts.Sum(part => part.CodebookBits + part.TableBits + part.CodeBits + part.GapBits + part.HeaderBits);
        Assert.That(compressed.Size.Bytes, Is.EqualTo(8 + 1 + 2 + 32 + (parts + 7) / 8));
        Assert.That(compressed.PlainSize.Bytes, Is.GreaterThan(6 * compressed.Size.Bytes));
        Assert.That(compressed.ToString(), Does.Contain("x smaller").And.Contain("bits per weight"));
    }

    [Test]
    public void Weights_of_another_network_and_another_version_are_refused()
    {
        using var network = Pruned();
        using var other = SmallNetworks.MobileNet();
        var compressed = DeepCompression.Compress(network);
        var newer = compressed.ToBytes();
        newer[8] = 9;

        Assert.That(() => compressed.Restore(other), Throws.TypeOf<FrugalException>().With.Message.Contains("do not fit"));
        Assert.That(() => CompressedWeights.Parse(newer, "weights.fdc"), Throws.TypeOf<FrugalException>().With.Message.Contains("version 9"));
        Assert.That(() => CompressedWeights.Load("nowhere.fdc"), Throws.TypeOf<FrugalException>().With.Message.StartsWith("nowhere.fdc: cannot be read"));
        Assert.That(() => DeepCompression.Compress(network, new DeepCompressionOptions { LinearBits = 9 }), Throws.TypeOf<FrugalException>().With.Message.Contains("LinearBits is 9; it must be 1 to 8"));
    }

    [Test]
    public void Huffman_s_code_is_as_short_as_the_naive_tree() => Property.Holds(
        from size in Gen.Choose(2, 60)
        from counts in Gen.ArrayOf(Gen.Choose(0, 500), size)
        where counts.Count(count => count > 0) > 1
        select counts,
        counts =>
        {
            var code = CanonicalHuffman.Of([.. counts.Select(count => (long)count)]);

            var length = counts.Zip(code.Lengths, (count, bits) => (long)count * bits).Sum();
            Assert.That(length, Is.EqualTo(TreeCost(counts)));
            Assert.That(code.Lengths.Where(bits => bits > 0).Sum(bits => Math.Pow(2, -bits)), Is.EqualTo(1).Within(1e-12), "Kraft's sum");
        });

    [Test]
    public void A_code_word_never_exceeds_16_bits()
    {
        // Fibonacci numbers make Huffman's tree as deep as it gets.
        var counts = new long[40];
        (counts[0], counts[1]) = (1, 1);
        for (var i = 2; i < counts.Length; i++)
        {
            counts[i] = counts[i - 1] + counts[i - 2];
        }

        var code = CanonicalHuffman.Of(counts);

        Assert.That(code.Lengths.Max(), Is.EqualTo(16));
        Assert.That(code.Lengths.Sum(bits => Math.Pow(2, -bits)), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void KMeans_ends_where_no_value_is_nearer_to_another_centre() => Property.Holds(
        from values in Gen.ArrayOf(Gen.Choose(-1000, 1000).Select(value => value / 10f), 80)
        from count in Gen.Choose(1, 16)
        select (values, count),
        given =>
        {
            var (centres, nearest) = KMeans.Cluster(given.values, given.count, iterations: 1000);

            Assert.That(centres, Has.Length.LessThanOrEqualTo(given.count).And.Ordered);
            for (var i = 0; i < given.values.Length; i++)
            {
                Assert.That(Math.Abs(given.values[i] - centres[nearest[i]]), Is.EqualTo(centres.Min(centre => Math.Abs(given.values[i] - centre))).Within(1e-4));
            }

            foreach (var cluster in given.values.Zip(nearest).GroupBy(pair => pair.Second))
            {
                Assert.That(centres[cluster.Key], Is.EqualTo(cluster.Average(pair => pair.First)).Within(1e-3), "a centre is its values' mean");
            }
        });

    /// <summary>The naive Huffman tree: join the two rarest until one is left; the sum of all joins is the length of the text.</summary>
    private static long TreeCost(int[] counts)
    {
        var left = counts.Where(count => count > 0).Select(count => (long)count).ToList();
        var cost = 0L;
        while (left.Count > 1)
        {
            left.Sort();
            var joined = left[0] + left[1];
            left.RemoveRange(0, 2);
            left.Add(joined);
            cost += joined;
        }

        return cost;
    }

    private static Frugal.Architectures.Architecture Pruned()
    {
        var network = SmallNetworks.ResNet();
        using var masks = WeightMasks.Choose(network, WeightScores.Magnitude(network), new MaskOptions { Sparsity = 0.85 });
        masks.Apply(network);
        return network;
    }
}
