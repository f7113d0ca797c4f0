using Frugal.Onnx;
using MakeItSmall.Kit;

namespace MakeItSmall;

/// <summary>
/// Task 3: where QuantizeLinear and DequantizeLinear go (notebook 08, sections 4 and "int8 that is slower"). A file says in pairs of these nodes what is to be
/// in integers. Nothing in it computes in int8: the engine recognises <c>DequantizeLinear, Conv, QuantizeLinear</c> and replaces the three by one int8 kernel.
/// </summary>
/// <remarks>
/// <c>graph.Node("Conv", [x, w, b], attributes)</c> adds a node and returns its output. <c>graph.Constant(name, numbers, shape)</c> adds float32 numbers,
/// <c>graph.Integers(name, numbers, shape)</c> integers of the type that they have in C#: <c>byte</c> gives uint8, <c>sbyte</c> int8, <c>int</c> int32. Without a shape it is a single number: <c>graph.Constant("scale", [0.5f])</c>. Names may repeat: the builder makes them unique.
/// <c>QuantizeLinear</c> reads (x, scale, zero point) and <c>DequantizeLinear</c> (q, scale, zero point); both compute with the zero point's type. With one scale for each slice along an axis, both have the
/// attribute <c>axis</c>, whose default is 1: <c>("axis", 0L)</c> names the first one. A zero point that is left out is 0.
/// </remarks>
public static class Int8Graph
{
    /// <summary>
    /// Puts an activation on its grid: QuantizeLinear, then DequantizeLinear, both with the scale (float32, a single number) and the zero point (uint8, a single number)
    /// of <paramref name="grid"/>.
    /// </summary>
    /// <returns>The output of the DequantizeLinear, which the following layers read.</returns>
    public static OnnxValue OnGrid(OnnxGraphBuilder graph, OnnxValue value, Grid grid)
    {
#if SOLUTION
        var scale = graph.Constant("scale", [grid.Scale]);
        var zero = graph.Integers("zero", [(byte)grid.Zero]);
        var integers = graph.Node("QuantizeLinear", [value, scale, zero]);
        return graph.Node("DequantizeLinear", [integers, scale, zero]);
#else
        throw new NotImplementedException("Task 3 - a value on its grid. Hint: two constants and two nodes; (byte)grid.Zero makes the zero point a uint8.");
#endif
    }

    /// <summary>
    /// Whether the engine can fuse a layer into one int8 kernel, if its output has the grid <paramref name="output"/>. Without ReLU it always can. A ReLU
    /// disappears where the grid's lower end does its work: where the integer <c>Lowest</c> represents the number 0, everything below 0 is clamped to 0
    /// anyway. With any other zero point the ReLU stays between Conv and QuantizeLinear, the pattern is broken, and the convolution runs in float32.
    /// </summary>
    public static bool IsFast(bool relu, Grid output)
    {
#if SOLUTION
        return !relu || output.Zero == output.Lowest;
#else
        throw new NotImplementedException("Task 3 - does the zero point keep the speed? Hint: which integer must stand for 0 so that clamping does what a ReLU does?");
#endif
    }

    /// <summary>
    /// A convolution in integers: its int8 weights through a DequantizeLinear (one scale for each output channel: <c>axis</c> 0), its int32 bias through another one
    /// (scale <c>Input.Scale * WeightScales[c]</c>, <c>axis</c> 0), a Conv with the layer's attributes that reads them, a Relu if the layer has one and
    /// <see cref="IsFast"/> says that the grid does not do its work, and the output on its grid. If the grid does the ReLU's work, a Relu may stay or go: the answers are the same.
    /// </summary>
    /// <param name="graph">The graph to write to.</param>
    /// <param name="input">The input, which is already on its grid: the output of a DequantizeLinear.</param>
    /// <param name="layer">The layer's numbers.</param>
    /// <returns>The output on its grid.</returns>
    public static OnnxValue Convolution(OnnxGraphBuilder graph, OnnxValue input, Int8Convolution layer)
    {
#if SOLUTION
        var channels = layer.WeightScales.Length;
        var weight = graph.Node("DequantizeLinear",
            [graph.Integers("weight", layer.Weight, layer.Shape), graph.Constant("scales", layer.WeightScales, channels), graph.Integers("zeros", new sbyte[channels], channels)], ("axis", 0L));
        var steps = Array.ConvertAll(layer.WeightScales, scale => layer.Input.Scale * scale);
        var bias = graph.Node("DequantizeLinear", [graph.Integers("bias", layer.Bias, channels), graph.Constant("steps", steps, channels)], ("axis", 0L));
        var output = graph.Node("Conv", [input, weight, bias], layer.Attributes);
        if (layer.Relu && !IsFast(layer.Relu, layer.Output))
        {
            output = graph.Relu(output);
        }

        return OnGrid(graph, output, layer.Output);
#else
        throw new NotImplementedException("Task 3 - a convolution between DequantizeLinear and QuantizeLinear. Hint: draw the five or six nodes first; the weights must reach the file as sbyte, never as float.");
#endif
    }
}
