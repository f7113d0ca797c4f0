using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>
/// ReLU and Clip. The grid of their output ends where they clip: with zero point 0 no value below zero can be represented, and
/// the largest integer represents at most the upper bound. So quantisation does the clipping, and the convolution
/// before it is directly followed by its QuantizeLinear, as the int8 kernel requires.
/// </summary>
internal sealed class ClippingPattern : Pattern
{
    public override IReadOnlyList<string> Operators { get; } = ["Relu", "Clip"];

    public override PatternRole Role => PatternRole.Absorb;

    public override string? Refusal(NodeProto node, PlanContext context)
    {
        if (!context.IsFloat(node.Input[0]))
        {
            return PlanContext.NotFloat;
        }

        return node.OpType == "Relu" || (Bound(node, 1, context, float.NegativeInfinity) is <= 0 && Bound(node, 2, context, float.PositiveInfinity) is >= 0)
            ? null
            : "its bounds are not constants around zero";
    }

    private static float? Bound(NodeProto node, int input, PlanContext context, float otherwise)
    {
        if (node.Input.Count <= input || node.Input[input].Length == 0)
        {
            return otherwise;
        }

        return context.Graph.Constant(node.Input[input]) is { } tensor && context.IsFloat(node.Input[input]) && TensorData.Floats(tensor) is [var bound] ? bound : null;
    }
}
