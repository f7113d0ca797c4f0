using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>Sums and products of two values, such as a residual: QLinearAdd and QLinearMul.</summary>
internal sealed class ElementwisePattern : Pattern
{
    public override IReadOnlyList<string> Operators { get; } = ["Add", "Mul"];

    public override PatternRole Role => PatternRole.Follow;

    public override string? Refusal(NodeProto node, PlanContext context) => node.Input.All(context.IsFloat) ? null : PlanContext.NotFloat;

    public override IEnumerable<string> Activations(NodeProto node, PlanContext context) => node.Input.Where(input => !context.IsConstant(input)).Distinct();

    public override void Write(NodeProto node, QdqWriter writer) => writer.Constants(node);
}
