using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>Nearest-neighbour resizing, which keeps the grid of its input.</summary>
internal sealed class ResizePattern : Pattern
{
    public override IReadOnlyList<string> Operators { get; } = ["Resize"];

    public override PatternRole Role => PatternRole.Pass;

    public override string? Refusal(NodeProto node, PlanContext context) =>
        !context.IsFloat(node.Input[0]) ? PlanContext.NotFloat
        : Attributes.String(node, "mode", "nearest") != "nearest" ? "ONNX Runtime resizes in int8 by the nearest neighbour alone"
        : Attributes.String(node, "coordinate_transformation_mode", "half_pixel") == "tf_crop_and_resize" ? "it fills in a constant beyond the picture"
        : null;
}
