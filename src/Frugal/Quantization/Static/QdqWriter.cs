using System.Globalization;
using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>
/// Rewrites a planned graph: a QuantizeLinear and a DequantizeLinear after every quantised value, constants as integers
/// with a DequantizeLinear. Names are short and equal constants are shared, to keep the file small.
/// </summary>
internal sealed class QdqWriter
{
    private readonly Graph graph;
    private readonly QuantizationPlan plan;
    private readonly QuantizationOptions options;
    private readonly IReadOnlyDictionary<string, QuantizationParameters> grids;
    private readonly List<NodeProto> nodes = [];
    private readonly List<WeightRounding> roundings = [];
    private readonly Dictionary<string, string> shared = [];
    private readonly Dictionary<string, string> fromFloat = [];

    private QdqWriter(PlanContext context, QuantizationPlan plan, IReadOnlyDictionary<string, QuantizationParameters> grids)
    {
        (graph, options) = (context.Graph, context.Options);
        this.plan = plan;
        this.grids = grids;
    }

    /// <summary>Rewrites the graph of <paramref name="context"/>. <paramref name="grids"/> holds the grid of every value that does not share another value's grid.</summary>
    /// <returns>The cost of safe weights, per layer.</returns>
    public static IReadOnlyList<WeightRounding> Write(PlanContext context, QuantizationPlan plan, IReadOnlyDictionary<string, QuantizationParameters> grids)
    {
        var writer = new QdqWriter(context, plan, grids);
        var proto = context.Graph.Proto;
        foreach (var input in proto.Input.Where(input => plan.Values.Contains(input.Name)))
        {
            writer.FromFloat(input.Name);
        }

        foreach (var node in proto.Node.ToArray())
        {
            writer.Node(node);
        }

        proto.Node.Clear();
        proto.Node.AddRange(writer.nodes);
        return writer.roundings;
    }

    public TensorProto? Constant(string value) => graph.Constant(value);

    /// <summary>Writes a weight (input 1) as int8, with one scale per slice along <paramref name="channelAxis"/>, and a bias (input 2) as int32 with the products' scales.</summary>
    public void WeightAndBias(NodeProto node, int channelAxis)
    {
        var bias = node.Input.Count > 2 && node.Input[2].Length > 0 ? graph.Constant(node.Input[2]) : null;
        var inputScale = Grid(node.Input[0]).Scale;
        var weight = graph.Constant(node.Input[1])!;
        if (node.OpType == "Conv")
        {
            weight = ChannelPadding.Weight(weight, ChannelPadding.Of(graph, plan, node.Input[0]));
        }

        var numbers = bias is null ? null : TensorData.Floats(bias);
        var quantized = WeightQuantizer.Quantize(TensorData.Floats(weight), [.. weight.Dims], options.PerChannel ? channelAxis : null, options.FormatOf(node), numbers?.Select(b => Math.Abs(b) / (inputScale * (double)int.MaxValue)).ToArray());
        Bound(node, weight, quantized);
        node.Input[1] = Weight(quantized, weight.Dims, channelAxis);
        if (numbers is not null)
        {
            node.Input[2] = Bias(numbers, quantized.Scales, inputScale);
        }
    }

    /// <summary>Writes a weight (input 1) as int8, with one scale per slice along <paramref name="channelAxis"/>, or a single scale.</summary>
    public void Weight(NodeProto node, int? channelAxis)
    {
        var weight = graph.Constant(node.Input[1])!;
        var quantized = WeightQuantizer.Quantize(TensorData.Floats(weight), [.. weight.Dims], options.PerChannel ? channelAxis : null, options.FormatOf(node));
        Bound(node, weight, quantized);
        node.Input[1] = Weight(quantized, weight.Dims, channelAxis ?? 0);
    }

    /// <summary>Adjusts pairs of weights that could saturate with the activations that reach the node.</summary>
    private void Bound(NodeProto node, TensorProto weight, QuantizedWeight quantized)
    {
        var largest = ActivationReach.Largest(graph, node.Input[0], Grid(node.Input[0]), options.Activations);
        if (SafeWeights.Fit(WeightNodes.Name(node), TensorData.Floats(weight), quantized, PairLayout.Of(node, [.. weight.Dims]), PairBound.For(largest)) is { } rounding)
        {
            roundings.Add(rounding);
        }
    }

    /// <summary>Quantises the constants among a node's inputs, each on its own grid, in the format of the other inputs.</summary>
    public void Constants(NodeProto node)
    {
        for (var i = 0; i < node.Input.Count; i++)
        {
            if (graph.Constant(node.Input[i]) is { } tensor)
            {
                var numbers = TensorData.Floats(tensor);
                var format = options.Activations;
                var grid = format.Parameters(new ValueRange(numbers.Min(), numbers.Max()));
                var integers = Array.ConvertAll(numbers, x => format.Quantize(x, grid));
                long[] shape = [.. tensor.Dims];
                var constant = format.Symmetric
                    ? TensorData.Of<sbyte>(graph.Unique("c"), Array.ConvertAll(integers, q => (sbyte)q), shape)
                    : TensorData.Of<byte>(graph.Unique("c"), Array.ConvertAll(integers, q => (byte)q), shape);
                node.Input[i] = Dequantize(Add(constant), Scale(grid.Scale), Zero(grid.ZeroPoint), graph.Unique("d"));
            }
        }
    }

    private void Node(NodeProto node)
    {
        var pattern = plan.PatternOf(node);
        if (pattern is null)
        {
            nodes.Add(node);
            foreach (var output in node.Output.Where(plan.Values.Contains))
            {
                FromFloat(output);
            }

            return;
        }

        pattern.Write(node, this);
        for (var i = 0; i < node.Input.Count; i++)
        {
            node.Input[i] = fromFloat.GetValueOrDefault(node.Input[i], node.Input[i]);
        }

        if (pattern.Role == PatternRole.Absorb && !options.Activations.Symmetric)
        {
            Pair(node.Input[0], node.Output[0], node.Output[0]);
            return;
        }

        nodes.Add(node);
        for (var i = 0; i < node.Output.Count; i++)
        {
            var value = node.Output[i];
            if (plan.Values.Contains(value))
            {
                // The node's output gets a new name and the dequantised value takes the old one, so that consumers need no change.
                node.Output[i] = graph.Unique("f");
                Pair(node.Output[i], value, value);
            }
        }
    }

    /// <summary>Adds a grid after a value that is computed in floats; only int8 nodes use it.</summary>
    private void FromFloat(string value)
    {
        fromFloat[value] = graph.Unique("d");
        Pair(value, value, fromFloat[value]);
    }

    private void Pair(string input, string value, string output)
    {
        var grid = Grid(value);
        var (scale, zero, integers) = (Scale(grid.Scale), Zero(grid.ZeroPoint), graph.Unique("q"));
        nodes.Add(new NodeProto { OpType = "QuantizeLinear", Input = { input, scale, zero }, Output = { integers } });
        if (ChannelPadding.Of(graph, plan, value) is > 0 and var channels)
        {
            var padded = graph.Unique("q");
            nodes.Add(new NodeProto { OpType = "Pad", Input = { integers, Add(ChannelPadding.Pads(graph, value, channels)), zero }, Output = { padded } });
            integers = padded;
        }

        Dequantize(integers, scale, zero, output);
    }

    private QuantizationParameters Grid(string value) => grids[plan.GridOf(value)];

    private string Weight(QuantizedWeight weight, IList<long> shape, int axis)
    {
        var integers = weight.Format.Bits == 4 ? Int4(weight.Integers, shape) : Add(TensorData.Of<sbyte>(graph.Unique("w"), weight.Integers, [.. shape]));
        return weight.Scales is [var scale]
            ? Dequantize(integers, Scale(scale), ZeroInt8(1), graph.Unique("d"))
            : Dequantize(integers, Vector(weight.Scales), ZeroInt8(weight.Scales.Length), graph.Unique("d"), axis);
    }

    /// <summary>Four bits in the file; ONNX Runtime casts them once, when it loads the model, and computes with its int8 kernels.</summary>
    private string Int4(sbyte[] integers, IList<long> shape)
    {
        var cast = new NodeProto { OpType = "Cast", Input = { Add(TensorData.OfInt4(graph.Unique("w"), integers, [.. shape])) }, Output = { graph.Unique("i") } };
        cast.Attribute.Add(Attributes.Of("to", (long)TensorProto.Types.DataType.Int8));
        nodes.Add(cast);
        return cast.Output[0];
    }

    private string Bias(float[] numbers, float[] weightScales, float inputScale)
    {
        var scales = Array.ConvertAll(weightScales, scale => scale * inputScale);
        var integers = new int[numbers.Length];
        for (var i = 0; i < integers.Length; i++)
        {
            integers[i] = (int)Math.Clamp(Math.Round(numbers[i] / (double)scales[scales.Length == 1 ? 0 : i], MidpointRounding.ToEven), int.MinValue, int.MaxValue);
        }

        var name = Add(TensorData.Of<int>(graph.Unique("b"), integers, integers.Length));
        return Dequantize(name, scales is [var scale] ? Scale(scale) : Vector(scales), null, graph.Unique("d"), 0);
    }

    private string Dequantize(string integers, string scale, string? zero, string output, int? axis = null)
    {
        var node = new NodeProto { OpType = "DequantizeLinear", Input = { integers, scale }, Output = { output } };
        if (zero is not null)
        {
            node.Input.Add(zero);
        }

        if (axis is { } along && along != 1)   // 1 is the default
        {
            node.Attribute.Add(Attributes.Of("axis", (long)along));
        }

        nodes.Add(node);
        return output;
    }

    private string Scale(float scale) => Share(string.Create(CultureInfo.InvariantCulture, $"scale {scale:R}"), () => TensorData.Scalar(graph.Unique("s"), scale));

    /// <summary>The zero point of an activation.</summary>
    private string Zero(int zero) => options.Activations.Symmetric ? ZeroInt8(1) : Share(string.Create(CultureInfo.InvariantCulture, $"zero {zero}"), () => TensorData.Scalar(graph.Unique("z"), (byte)zero));

    private string ZeroInt8(int count) => Share(string.Create(CultureInfo.InvariantCulture, $"int8 {count}"),
        () => count == 1 ? TensorData.Scalar(graph.Unique("z"), (sbyte)0) : TensorData.Of<sbyte>(graph.Unique("z"), new sbyte[count], count));

    private string Vector(float[] scales) => Add(TensorData.Of<float>(graph.Unique("s"), scales, scales.Length));

    private string Share(string key, Func<TensorProto> create)
    {
        if (!shared.TryGetValue(key, out var name))
        {
            shared[key] = name = Add(create());
        }

        return name;
    }

    private string Add(TensorProto tensor)
    {
        graph.AddConstant(tensor);
        return tensor.Name;
    }
}
