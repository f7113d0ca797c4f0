using Frugal.Onnx;

namespace Frugal.Quantization;

/// <summary>
/// Samples rows of a layer's input: a row is the vector that the weight is multiplied with for one output position. For a convolution it is a window
/// of the input, zero-padded. The same seed gives the same rows.
/// </summary>
internal sealed class RowSampler(WeightedLayer layer, int rowsPerExample, int seed)
{
    private readonly Random random = new(seed);

    /// <summary>The sampled rows: (groups, rows, row length).</summary>
    public List<float>[] Taken { get; } = [.. Enumerable.Range(0, layer.Groups).Select(_ => new List<float>())];

    public int Rows => Taken[0].Count / layer.Row;

    /// <summary>Whether rows can be sampled: convolutions must be 2-D with explicit padding.</summary>
    public static bool Knows(WeightedLayer layer, Graph graph) =>
        !layer.IsConvolution || (graph.Constant(layer.Node.Input[1])!.Dims.Count == 4 && Attributes.String(layer.Node, "auto_pad", "NOTSET") == "NOTSET");

    /// <summary>Samples rows of a batch, the same number for each of its examples.</summary>
    /// <param name="values">The layer's input, row-major.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="kernel">Height and width of the kernel, for a convolution.</param>
    public void Take(ReadOnlySpan<float> values, long[] shape, (int Height, int Width) kernel)
    {
        var examples = (int)shape[0];
        var length = values.Length / examples;
        for (var example = 0; example < examples; example++)
        {
            var here = values.Slice(example * length, length);
            for (var i = 0; i < rowsPerExample; i++)
            {
                if (layer.IsConvolution)
                {
                    Window(here, (int)shape[2], (int)shape[3], kernel);
                }
                else
                {
                    Taken[0].AddRange(here.Slice(random.Next(length / layer.Row) * layer.Row, layer.Row));
                }
            }
        }
    }

    private void Window(ReadOnlySpan<float> picture, int height, int width, (int Height, int Width) kernel)
    {
        var node = layer.Node;
        long[] pads = Attributes.Ints(node, "pads") is { Length: 4 } p ? p : [0, 0, 0, 0];
        long[] strides = Attributes.Ints(node, "strides") is { Length: 2 } s ? s : [1, 1];
        long[] dilations = Attributes.Ints(node, "dilations") is { Length: 2 } d ? d : [1, 1];
        var y0 = (int)(random.NextInt64((height + pads[0] + pads[2] - dilations[0] * (kernel.Height - 1) - 1) / strides[0] + 1) * strides[0] - pads[0]);
        var x0 = (int)(random.NextInt64((width + pads[1] + pads[3] - dilations[1] * (kernel.Width - 1) - 1) / strides[1] + 1) * strides[1] - pads[1]);
        for (var channel = 0; channel < layer.Channels; channel++)
        {
            var row = Taken[channel / layer.Inputs];
            for (var ky = 0; ky < kernel.Height; ky++)
            {
                for (var kx = 0; kx < kernel.Width; kx++)
                {
                    var (y, x) = (y0 + ky * (int)dilations[0], x0 + kx * (int)dilations[1]);
                    row.Add(y >= 0 && y < height && x >= 0 && x < width ? picture[(channel * height + y) * width + x] : 0);
                }
            }
        }
    }
}
