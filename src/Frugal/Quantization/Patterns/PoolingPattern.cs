using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>Averages over windows or over the whole image: QLinearAveragePool and QLinearGlobalAveragePool.</summary>
internal sealed class PoolingPattern : Pattern
{
    public override IReadOnlyList<string> Operators { get; } = ["AveragePool", "GlobalAveragePool"];

    public override PatternRole Role => PatternRole.Reduce;

    public override string? Refusal(NodeProto node, PlanContext context) => context.IsFloat(node.Input[0]) ? null : PlanContext.NotFloat;
}
