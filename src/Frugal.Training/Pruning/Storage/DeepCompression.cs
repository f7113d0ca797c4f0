using Frugal.Architectures;
using Frugal.Onnx;

namespace Frugal.Pruning;

/// <summary>
/// Stores a pruned network in few bytes: only the non-zero weights, each as an index into a small codebook that k-means computes
/// for its layer, with indices and distances in Huffman code (Han et al. 2016, "Deep compression", sections 2 to 4).
/// The loaded network is an ordinary dense network: this saves bytes, not time.
/// </summary>
/// <example><code>
/// using var masks = WeightMasks.Choose(network, WeightScores.Magnitude(network), new MaskOptions { Sparsity = 0.9 });
/// masks.Apply(network);
/// DeepCompression.Compress(network).Save("network.fdc");
/// </code></example>
public static class DeepCompression
{
    /// <summary>Clusters and encodes the weights of <paramref name="network"/>, which does not change. Biases and normalisations are stored as float32.</summary>
    /// <exception cref="FrugalException">An option is out of range, or a weight is NaN or infinite.</exception>
    public static CompressedWeights Compress(Architecture network, DeepCompressionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        options = (options ?? new DeepCompressionOptions()).Validated();
        var tensors = network.state_dict()
            .Where(entry => entry.Value.is_floating_point())
            .Select(entry => Share(entry.Key, entry.Value.shape, ModuleWeights.Floats(entry.Value), options))
            .ToList();
        return CompressedWeights.Of(tensors, options.GapBits);
    }

    /// <summary>One tensor, with a codebook only for weights with more elements than codebook entries.</summary>
    internal static StoredTensor Share(string name, long[] shape, float[] values, DeepCompressionOptions options)
    {
        if (values.Any(value => !float.IsFinite(value)))
        {
            throw PruningErrors.NotFinite(name);
        }

        var kept = values.Where(value => value != 0).ToArray();
        var bits = shape.Length > 2 ? options.ConvolutionBits : options.LinearBits;
        if (shape.Length < 2 || kept.Length == 0 || values.Length <= 1 << bits)
        {
            return new StoredTensor(name, shape, [], [], values);
        }

        var (centres, nearest) = KMeans.Cluster(kept, Math.Min(1 << bits, kept.Length), options.Iterations);
        var next = 0;
        return new StoredTensor(name, shape, centres, [.. values.Select(value => value == 0 ? 0 : nearest[next++] + 1)], []);
    }
}
