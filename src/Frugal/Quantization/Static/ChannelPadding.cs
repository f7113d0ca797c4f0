using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>
/// ONNX Runtime's fast int8 convolution needs a multiple of four input channels; an image has three. An extra channel of zeros, with zero
/// weights, does not change the result and makes the first layer about three times faster.
/// </summary>
internal static class ChannelPadding
{
    private const int Multiple = 4;

    /// <summary>The number of channels to add to a value: above 0 only if its single consumer is an ungrouped int8 convolution.</summary>
    public static int Of(Graph graph, QuantizationPlan plan, string value)
    {
        if (!graph.IsPrivate(value) || graph.Consumers(value).First() is not { OpType: "Conv" } layer || plan.PatternOf(layer) is null || Attributes.Int(layer, "group", 1) != 1
            || graph.Constant(layer.Input[1]) is not { } weight)
        {
            return 0;
        }

        return (int)((Multiple - weight.Dims[1] % Multiple) % Multiple);
    }

    /// <summary>The pads input of a Pad node that adds channels at the end of axis 1.</summary>
    public static TensorProto Pads(Graph graph, string value, int channels)
    {
        var rank = graph.Constant(graph.Consumers(value).First().Input[1])!.Dims.Count;
        var pads = new long[2 * rank];
        pads[rank + 1] = channels;
        return TensorData.Of<long>(graph.Unique("p"), pads, pads.Length);
    }

    /// <summary>The weight (M, C, ...) with zeros for the added channels, (M, C + channels, ...).</summary>
    public static TensorProto Weight(TensorProto weight, int channels)
    {
        if (channels == 0)
        {
            return weight;
        }

        var numbers = TensorData.Floats(weight);
        var outputs = (int)weight.Dims[0];
        var (old, wide) = (numbers.Length / outputs, numbers.Length / outputs / (int)weight.Dims[1] * ((int)weight.Dims[1] + channels));
        var padded = new float[outputs * wide];
        for (var m = 0; m < outputs; m++)
        {
            numbers.AsSpan(m * old, old).CopyTo(padded.AsSpan(m * wide));
        }

        return TensorData.Of<float>(weight.Name, padded, [outputs, weight.Dims[1] + channels, .. weight.Dims.Skip(2)]);
    }
}
