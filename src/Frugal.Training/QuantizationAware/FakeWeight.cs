using Frugal.Onnx;
using static TorchSharp.torch;

namespace Frugal.Quantization;

/// <summary>
/// Weights on the grid that the quantiser will give them: <c>scale = max|w| / qmax</c> anew at each step, for each output or for all. Gradients go
/// through unchanged, since no weight lies beyond the grid's ends; a pair that is moved for processors without VNNI is moved in training too.
/// </summary>
internal static class FakeWeight
{
    /// <param name="weight">Any shape.</param>
    /// <param name="axis">The axis that counts channels; null for one scale.</param>
    /// <param name="format">A symmetric format.</param>
    /// <param name="pairs">Which numbers share a 16-bit sum; null where the kernel pairs nothing.</param>
    /// <param name="bound">What two of them may sum to.</param>
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
