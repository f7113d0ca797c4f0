using Frugal.Data;

namespace Frugal.Texts;

/// <summary>
/// Product quantisation (Jégou et al. 2011, "Product quantization for nearest neighbor search", section II): a row is cut into short parts, and each part is stored as the
/// number of its nearest centroid, one byte; the 256 centroids of each part are found by k-means.
/// </summary>
internal static class ProductQuantizer
{
    public const int Centroids = 256;
    private const int Rounds = 12, Sample = 1 << 14;
    private const long FirstCentroids = 0x63656E74726F6964;   // "centroid"

    /// <summary>Quantises a table.</summary>
    /// <param name="table">Rows (N, D).</param>
    /// <param name="dimension">D, a multiple of <paramref name="part"/>.</param>
    /// <param name="part">Length of a part.</param>
    /// <param name="seed">Random seed of the first centroids.</param>
    /// <returns>Codes (N, D / part), and centroids (D / part, 256, part).</returns>
    public static (byte[] Codes, float[] Centroids) Quantize(ReadOnlySpan<float> table, int dimension, int part, long seed)
    {
        var (rows, parts) = (table.Length / dimension, dimension / part);
        var (codes, centroids) = (new byte[rows * parts], new float[parts * Centroids * part]);
        for (var p = 0; p < parts; p++)
        {
            var column = new float[rows * part];
            for (var row = 0; row < rows; row++)
            {
                table.Slice((row * dimension) + (p * part), part).CopyTo(column.AsSpan(row * part));
            }

            var mine = centroids.AsSpan(p * Centroids * part, Centroids * part);
            Means(column, part, mine, new SplitMix64(seed, FirstCentroids, p));
            for (var row = 0; row < rows; row++)
            {
                codes[(row * parts) + p] = (byte)Nearest(column.AsSpan(row * part, part), mine);
            }
        }

        return (codes, centroids);
    }

    /// <summary>The number of the nearest centroid by squared distance; the first of equals.</summary>
    public static int Nearest(ReadOnlySpan<float> values, ReadOnlySpan<float> centroids)
    {
        var (best, least) = (0, float.MaxValue);
        for (var c = 0; c < centroids.Length / values.Length; c++)
        {
            var distance = 0f;
            for (var i = 0; i < values.Length; i++)
            {
                var apart = values[i] - centroids[(c * values.Length) + i];
                distance += apart * apart;
            }

            if (distance < least)
            {
                (best, least) = (c, distance);
            }
        }

        return best;
    }

    /// <summary>Lloyd's k-means on a sample; a centroid without rows keeps its place.</summary>
    private static void Means(float[] column, int part, Span<float> centroids, SplitMix64 random)
    {
        var order = Enumerable.Range(0, column.Length / part).ToArray();
        random.Shuffle<int>(order);
        var sample = order.AsSpan(0, Math.Min(Sample, order.Length));
        for (var c = 0; c < Centroids; c++)
        {
            column.AsSpan(sample[c % sample.Length] * part, part).CopyTo(centroids[(c * part)..]);
        }

        var (sums, counts) = (new double[centroids.Length], new int[Centroids]);
        for (var round = 0; round < Rounds; round++)
        {
            Array.Clear(sums);
            Array.Clear(counts);
            foreach (var row in sample)
            {
                var values = column.AsSpan(row * part, part);
                var c = Nearest(values, centroids);
                counts[c]++;
                for (var i = 0; i < part; i++)
                {
                    sums[(c * part) + i] += values[i];
                }
            }

            for (var i = 0; i < centroids.Length; i++)
            {
                centroids[i] = counts[i / part] > 0 ? (float)(sums[i] / counts[i / part]) : centroids[i];
            }
        }
    }
}
