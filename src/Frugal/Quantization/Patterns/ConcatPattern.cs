using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>Values concatenated along an axis, each requantised from its own grid to a common one: QLinearConcat.</summary>
internal sealed class ConcatPattern : Pattern
{
    public override IReadOnlyList<string> Operators { get; } = ["Concat"];

    public override PatternRole Role => PatternRole.Follow;

    public override string? Refusal(NodeProto node, PlanContext context) => node.Input.All(context.IsFloat) ? null : PlanContext.NotFloat;

    public override IEnumerable<string> Activations(NodeProto node, PlanContext context) => node.Input.Where(input => !context.IsConstant(input)).Distinct();

    public override void Write(NodeProto node, QdqWriter writer) => writer.Constants(node);
}
