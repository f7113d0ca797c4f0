using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>Convolutions, also grouped and depthwise: QLinearConv.</summary>
internal sealed class ConvolutionPattern : Pattern
{
    public override IReadOnlyList<string> Operators { get; } = ["Conv"];

    public override PatternRole Role => PatternRole.Compute;

    public override string? Refusal(NodeProto node, PlanContext context)
    {
        if (!node.Input.Take(3).All(context.IsFloat))
        {
            return PlanContext.NotFloat;
        }

        return !context.IsConstant(node.Input[1]) ? "its weight is computed at run time"
            : node.Input.Count > 2 && !context.IsConstant(node.Input[2]) ? "its bias is computed at run time"
            : null;
    }

    public override void Write(NodeProto node, QdqWriter writer) => writer.WeightAndBias(node, channelAxis: 0);
}
