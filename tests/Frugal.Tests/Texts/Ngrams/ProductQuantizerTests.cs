using Frugal.Data;
using Frugal.Texts;

namespace Frugal.Tests.Texts.Ngrams;

public class ProductQuantizerTests
{
    [Test]
    public void Each_part_is_stored_as_its_nearest_centroid()
    {
        var table = Table(rows: 700, dimension: 6);

        var (codes, centroids) = ProductQuantizer.Quantize(table, 6, 2, seed: 3);

        for (var row = 0; row < 700; row++)
        {
            for (var p = 0; p < 3; p++)
            {
                var distances = Enumerable.Range(0, 256).Select(c => Enumerable.Range(0, 2).Sum(i => Math.Pow(table[(row * 6) + (p * 2) + i] - centroids[(((p * 256) + c) * 2) + i], 2))).ToList();
                Assert.That(distances[codes[(row * 3) + p]], Is.EqualTo(distances.Min()).Within(1e-6));
            }
        }
    }

    [Test]
    public void Few_different_rows_are_stored_without_loss()
    {
        float[] table = [.. Enumerable.Range(0, 1000).SelectMany(row => new float[] { row % 7, -row % 5 })];

        var (codes, centroids) = ProductQuantizer.Quantize(table, 2, 2, seed: 1);

        for (var row = 0; row < 1000; row++)
        {
            Assert.That(centroids[codes[row] * 2], Is.EqualTo(table[row * 2]).Within(1e-6));
            Assert.That(centroids[(codes[row] * 2) + 1], Is.EqualTo(table[(row * 2) + 1]).Within(1e-6));
        }
    }

    [Test]
    public void The_error_is_a_small_share_of_the_variance()
    {
        var table = Table(rows: 3000, dimension: 4);

        var (codes, centroids) = ProductQuantizer.Quantize(table, 4, 2, seed: 1);

        var (error, power) = (0.0, 0.0);
        for (var i = 0; i < table.Length; i++)
        {
            var (row, p) = (i / 4, i % 4 / 2);
            error += Math.Pow(table[i] - centroids[(((p * 256) + codes[(row * 2) + p]) * 2) + (i % 2)], 2);
            power += Math.Pow(table[i], 2);
        }

        Assert.That(error / power, Is.LessThan(0.02));   // 256 points for two normal variables: about 4 bits each
    }

    private static float[] Table(int rows, int dimension)
    {
        var random = new SplitMix64(5);
        var table = new float[rows * dimension];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = random.Normal();
        }

        return table;
    }
}
