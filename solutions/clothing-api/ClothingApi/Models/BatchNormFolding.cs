using Frugal.Onnx;

namespace ClothingApi.Models;

/// <summary>Takes batch normalisations out of a network: what comes after a convolution and only scales and shifts its channels can be put into its weights.</summary>
public static class BatchNormFolding
{
    /// <summary>The weights and bias of a convolution that computes what the convolution and the normalisation behind it compute together.</summary>
    /// <param name="weight">The convolution's weights (out, in / groups, k, k), in row-major order: a channel's weights lie together.</param>
    /// <param name="bias">Its bias (out); null where it has none.</param>
    /// <param name="norm">The normalisation of the out channels: <c>y = (x - mean) / sqrt(variance + epsilon) * gamma + beta</c>.</param>
    /// <returns>New arrays of the same shapes; the arguments are not changed.</returns>
    public static (float[] Weight, float[] Bias) Fold(float[] weight, float[]? bias, BatchNormNumbers norm)
    {
#if SOLUTION
        var channels = norm.Gamma.Length;
        var each = weight.Length / channels;
        var (folded, shift) = (new float[weight.Length], new float[channels]);
        for (var c = 0; c < channels; c++)
        {
            var factor = norm.Gamma[c] / Math.Sqrt(norm.Variance[c] + norm.Epsilon);
            for (var i = c * each; i < (c + 1) * each; i++)
            {
                folded[i] = (float)(weight[i] * factor);
            }

            shift[c] = (float)(((bias?[c] ?? 0) - norm.Mean[c]) * factor + norm.Beta[c]);
        }

        return (folded, shift);
#else
        throw new NotImplementedException("Task 3 - fold the normalisation into weights and bias. Hint: write y with x = w * input + b and collect what multiplies the input; do it for each output channel.");
#endif
    }
}
