using Frugal.Onnx;
using static TorchSharp.torch;

namespace Frugal.Quantization;

/// <summary>
/// Fake quantisation of weights to the grid that the quantiser will use: <c>scale = max|w| / qmax</c>, recomputed at each step, per output channel or
/// per tensor. Gradients pass through unchanged, since no weight lies outside the grid. A pair of weights that is adjusted for processors without VNNI
/// is adjusted in training too.
/// </summary>
internal static class FakeWeight
{
    /// <param name="weight">Any shape.</param>
    /// <param name="axis">The channel axis; null for one scale per tensor.</param>
    /// <param name="format">A symmetric format.</param>
    /// <param name="pairs">Which weights share a 16-bit sum; null if the kernel has no pairs.</param>
    /// <param name="bound">The bound on the sum of a pair.</param>
    public static Tensor Apply(Tensor weight, int? axis, QuantizationFormat format, PairLayout? pairs, PairBound bound)
    {
        using var scope = NewDisposeScope();
        if (format.BoundsPairs && pairs is not null)
        {
            var numbers = ModuleWeights.Floats(weight);
            var quantized = WeightQuantizer.Quantize(numbers, weight.shape, axis, format);
            SafeWeights.Fit("", numbers, quantized, pairs, bound);
            return weight.add(tensor(quantized.Dequantize(), weight.shape).sub(weight).detach()).MoveToOuterDisposeScope();
        }

        long[] others = [.. Enumerable.Range(0, weight.shape.Length).Where(i => i != axis).Select(i => (long)i)];
        using var largest = weight.detach().abs().amax(others, keepdim: true);
        var scale = largest.div(format.QMax).clamp_min(QuantizationFormat.SmallestScale);
        var rounded = weight.detach().div(scale).round().clamp(format.QMin, format.QMax).mul(scale);
        return weight.add(rounded.sub(weight).detach()).MoveToOuterDisposeScope();
    }
}
