using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>Operators that only move values: they work on int8 as on floats, if input and output share a scale and zero point.</summary>
internal sealed class ShapePattern : Pattern
{
    public override IReadOnlyList<string> Operators { get; } = ["Reshape", "Flatten", "Transpose", "Squeeze", "Unsqueeze", "MaxPool", "Slice", "Split"];

    public override PatternRole Role => PatternRole.Pass;

    public override string? Refusal(NodeProto node, PlanContext context) =>
        !context.IsFloat(node.Input[0]) ? PlanContext.NotFloat
        : context.IsConstant(node.Input[0]) ? "its input is a constant"
        : node.OpType == "MaxPool" && node.Output.Count(output => output.Length > 0) > 1 ? "its second output (indices) is used"
        : null;
}
