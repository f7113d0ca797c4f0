using Frugal.Onnx;
using Frugal.Onnx.Wire;
using Dimension = Frugal.Onnx.Wire.TensorShapeProto.Types.Dimension.ValueOneofCase;

namespace Frugal.Quantization;

/// <summary>
/// A first convolution of stride 2 spends its time on gathering: nine places of four bytes for each result of a 3x3 kernel. With the columns taken
/// in pairs, (H, W, C) read as (H, W/2, 2C), which costs nothing in a channels-last layout, the same sums need six places of eight bytes.
/// </summary>
internal sealed class ColumnPairs
{
    private readonly long[] kernel;   // the packed one: height, width in pairs
    private readonly long[] pads;     // top, left, bottom, right; left and right in pairs
    private readonly long strideHeight;
    private readonly int oldLeft;

    private ColumnPairs(long width, long[] kernel, long[] pads, long strideHeight, int oldLeft) =>
        (Width, this.kernel, this.pads, this.strideHeight, this.oldLeft) = (width / 2, kernel, pads, strideHeight, oldLeft);

    /// <summary>The picture's width in pairs.</summary>
    public long Width { get; }

    /// <summary>The packing of a model's input that goes to one ordinary convolution of horizontal stride 2 alone; null where it is of no use.</summary>
    public static ColumnPairs? Of(Graph graph, string value)
    {
        if (!graph.IsPrivate(value) || graph.Consumers(value)[0] is not { OpType: "Conv" } layer || Attributes.Int(layer, "group", 1) != 1
            || graph.Constant(layer.Input[1]) is not { Dims.Count: 4 } weight || DeclaredWidth(graph, value) is not { } width || width % 2 != 0
            || Attributes.Ints(layer, "strides") is not [var vertical, 2] || Attributes.Ints(layer, "dilations").Any(dilation => dilation != 1)
            || Attributes.String(layer, "auto_pad", "NOTSET") != "NOTSET")
        {
            return null;
        }

        var old = Attributes.Ints(layer, "pads") is { Length: 4 } given ? given : [0, 0, 0, 0];
        var left = (old[1] + 1) / 2;
        var columns = FloorHalf(weight.Dims[3] - 1 - old[1]) + left + 1;
        var right = (width + old[1] + old[3] - weight.Dims[3]) / 2 + columns - left - width / 2;
        return right < 0 ? null : new ColumnPairs(width, [weight.Dims[2], columns], [old[0], left, old[2], right], vertical, (int)old[1]);
    }

    /// <summary>The nodes that turn (N, C, H, W) into (N, 2C, H, W/2); ONNX Runtime keeps only the reshaping.</summary>
    public IEnumerable<NodeProto> Nodes(string input, string output, Func<string> unique, string shape)
    {
        var (last, packed) = (unique(), unique());
        yield return new NodeProto { OpType = "Transpose", Input = { input }, Output = { last }, Attribute = { Attributes.Of("perm", new long[] { 0, 2, 3, 1 }) } };
        yield return new NodeProto { OpType = "Reshape", Input = { last, shape }, Output = { packed } };
        yield return new NodeProto { OpType = "Transpose", Input = { packed }, Output = { output }, Attribute = { Attributes.Of("perm", new long[] { 0, 3, 1, 2 }) } };
    }

    /// <summary>The shape for the Reshape between: the batch and the height stay.</summary>
    public TensorProto Shape(string name, long channels) => TensorData.Of<long>(name, [0, 0, Width, 2 * channels], 4);

    /// <summary>Gives the convolution its packed kernel, stride and padding.</summary>
    public void Rewrite(NodeProto layer)
    {
        Attributes.Set(layer, "kernel_shape", kernel);
        Attributes.Set(layer, "strides", new[] { strideHeight, 1L });
        Attributes.Set(layer, "pads", pads);
    }

    /// <summary>The weight (M, C, kh, kw) as (M, 2C, kh, pairs): column t of the kernel is half b of pair u, with t = 2 (u - left) + b + the old left padding.</summary>
    public TensorProto Weight(TensorProto weight)
    {
        var numbers = TensorData.Floats(weight);
        var (outputs, channels, height, width) = ((int)weight.Dims[0], (int)weight.Dims[1], (int)weight.Dims[2], (int)weight.Dims[3]);
        var columns = (int)kernel[1];
        var packed = new float[outputs * 2 * channels * height * columns];
        for (var row = 0; row < outputs * channels * height; row++)
        {
            var (m, c, y) = (row / (channels * height), row / height % channels, row % height);
            for (var u = 0; u < columns; u++)
            {
                for (var b = 0; b < 2; b++)
                {
                    var t = 2 * (u - (int)pads[1]) + b + oldLeft;
                    packed[(((m * 2 + b) * channels + c) * height + y) * columns + u] = t >= 0 && t < width ? numbers[row * width + t] : 0;
                }
            }
        }

        return TensorData.Of<float>(weight.Name, packed, outputs, 2 * channels, height, columns);
    }

    private static long? DeclaredWidth(Graph graph, string value) =>
        graph.Proto.Input.FirstOrDefault(input => input.Name == value)?.Type?.TensorType?.Shape?.Dim is { Count: 4 } dims && dims[3].ValueCase == Dimension.DimValue ? dims[3].DimValue : null;

    private static long FloorHalf(long number) => number >= 0 ? number / 2 : (number - 1) / 2;
}
