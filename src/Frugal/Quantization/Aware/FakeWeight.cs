using static TorchSharp.torch;

namespace Frugal.Quantization;

/// <summary>
/// Weights on the grid that the quantiser will give them: <c>scale = max|w| / qmax</c> anew at each step, for each output or for all. Gradients go
/// through unchanged, since no weight lies beyond the grid's ends.
/// </summary>
internal static class FakeWeight
{
    /// <param name="weight">Any shape.</param>
    /// <param name="axis">The axis that counts channels; null for one scale.</param>
    /// <param name="format">A symmetric format.</param>
    public static Tensor Apply(Tensor weight, int? axis, QuantizationFormat format)
    {
        using var scope = NewDisposeScope();
        long[] others = [.. Enumerable.Range(0, weight.shape.Length).Where(i => i != axis).Select(i => (long)i)];
        using var largest = weight.detach().abs().amax(others, keepdim: true);
        var scale = largest.div(format.QMax).clamp_min(QuantizationFormat.SmallestScale);
        var rounded = weight.detach().div(scale).round().clamp(format.QMin, format.QMax).mul(scale);
        return weight.add(rounded.sub(weight).detach()).MoveToOuterDisposeScope();
    }
}
