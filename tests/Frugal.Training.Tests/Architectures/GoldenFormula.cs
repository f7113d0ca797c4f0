using System.Text;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Architectures;

/// <summary>The weights and pictures of <c>architectures.golden.py</c> and <c>blocks.golden.py</c>, by the same formula.</summary>
internal static class GoldenFormula
{
    public static T Fill<T>(T network) where T : nn.Module
    {
        using var noGrad = no_grad();
        foreach (var (name, weights) in network.state_dict())
        {
            if (weights.is_floating_point())
            {
                var number = Encoding.ASCII.GetBytes(name).Sum(letter => letter) % 997;
                var scale = Math.Sqrt(6.0 / Math.Max(1, weights.numel() / weights.shape[0]));
                var values = Noise(weights.numel(), number).Select(w => name switch
                {
                    _ when name.EndsWith("running_var", StringComparison.Ordinal) => 1 + 0.5 * w * w,
                    _ when name.EndsWith("normalization.weight", StringComparison.Ordinal) => 1 + 0.2 * w,
                    _ when weights.dim() > 1 => w * scale,
                    _ => w * 0.1,
                });
                using var filled = tensor(values.Select(v => (float)v).ToArray(), weights.shape);
                weights.copy_(filled);
            }
        }

        return network;
    }

    /// <summary>Pictures (count, 3, size, size).</summary>
    public static float[] Pictures(int count, int size) => Features(count, 3, size);

    /// <summary>Features (count, channels, size, size).</summary>
    public static float[] Features(int count, int channels, int size) => [.. Noise((long)count * channels * size * size, 1000).Select(v => (float)(v * 2))];

    private static IEnumerable<double> Noise(long count, int number)
    {
        for (var i = 0L; i < count; i++)
        {
            var v = Math.Sin(i * 12.9898 + number * 78.233) * 43758.5453;
            yield return (v - Math.Floor(v)) * 2 - 1;
        }
    }
}
