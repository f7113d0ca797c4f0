using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>Activation functions whose int8 kernel is a lookup table of 256 entries: QLinearSigmoid and QLinearLeakyRelu.</summary>
internal sealed class ActivationPattern : Pattern
{
    public override IReadOnlyList<string> Operators { get; } = ["Sigmoid", "LeakyRelu"];

    public override PatternRole Role => PatternRole.Follow;

    public override string? Refusal(NodeProto node, PlanContext context) => context.IsFloat(node.Input[0]) ? null : PlanContext.NotFloat;
}
