using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>Matrix products of any number of dimensions: QLinearMatMul, or MatMulIntegerToFloat where the result stays float.</summary>
internal sealed class MatMulPattern : Pattern
{
    public override IReadOnlyList<string> Operators { get; } = ["MatMul"];

    public override PatternRole Role => PatternRole.Compute;

    public override string? Refusal(NodeProto node, PlanContext context) =>
        !node.Input.All(context.IsFloat) ? PlanContext.NotFloat
        : context.IsConstant(node.Input[0]) ? "its left side is a constant"
        : null;

    public override IEnumerable<string> Activations(NodeProto node, PlanContext context) => node.Input.Where(input => !context.IsConstant(input));

    public override void Write(NodeProto node, QdqWriter writer)
    {
        if (writer.Constant(node.Input[1]) is { } weight)
        {
            writer.Weight(node, weight.Dims.Count == 2 ? 1 : null);
        }
    }
}
