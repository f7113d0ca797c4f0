using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>Fully connected layers: QGemm.</summary>
internal sealed class GemmPattern : Pattern
{
    public override IReadOnlyList<string> Operators { get; } = ["Gemm"];

    public override PatternRole Role => PatternRole.Compute;

    public override string? Refusal(NodeProto node, PlanContext context)
    {
        if (!node.Input.Where(input => input.Length > 0).All(context.IsFloat))
        {
            return PlanContext.NotFloat;
        }

        if (!context.IsConstant(node.Input[1]) || context.IsConstant(node.Input[0]))
        {
            return "its weight is computed at run time";
        }

        if (Attributes.Float(node, "alpha", 1) != 1 || Attributes.Float(node, "beta", 1) != 1 || Attributes.Int(node, "transA", 0) != 0)
        {
            return "alpha, beta or transA is set, which the int8 kernel lacks";
        }

        var bias = node.Input.Count > 2 && node.Input[2].Length > 0 ? context.Graph.Constant(node.Input[2]) : null;
        return node.Input.Count > 2 && node.Input[2].Length > 0 && (bias is null || bias.Dims.Count != 1 || bias.Dims[0] != context.Graph.Constant(node.Input[1])!.Dims[(int)OutputAxis(node)])
            ? "its bias is not a constant vector"
            : null;
    }

    public override void Write(NodeProto node, QdqWriter writer) => writer.WeightAndBias(node, (int)OutputAxis(node));

    private static long OutputAxis(NodeProto node) => 1 - Attributes.Int(node, "transB", 0);
}
