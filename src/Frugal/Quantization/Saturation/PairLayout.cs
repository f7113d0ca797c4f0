using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>
/// The order in which ONNX Runtime's CPU kernels sum the products of a weight; it determines which two share a 16-bit sum: the 1st and 2nd, the 3rd and 4th and so on.
/// </summary>
/// <remarks>
/// From MLAS (onnxruntime/core/mlas/lib: qgemm.h, convsym.cpp, x86_64/QgemmU8X8KernelAvx2.S, ConvSymKernelAvx2.S) and qlinearconv.cc: both kinds of kernels pack four numbers
/// along the summed axis into a register, slices of that axis begin at multiples of four, and convolutions store channels innermost, also where the graph has them first. So one order
/// holds for AVX2, AVX-512 and, on Windows, SSE 4.1. Depthwise kernels widen each product to 32 bits and add no pairs.
/// </remarks>
internal sealed class PairLayout
{
    private readonly int[] starts;
    private readonly int[] offsets;

    private PairLayout(int[] starts, int[] offsets) => (this.starts, this.offsets) = (starts, offsets);

    /// <summary>The number of sums over the weight: output channels, columns.</summary>
    public int Rows => starts.Length;

    /// <summary>Pairs per sum; the last may hold a single number.</summary>
    public int PairsPerRow => (offsets.Length + 1) / 2;

    /// <summary>The layout of input 1 of a Conv, Gemm or MatMul.</summary>
    /// <param name="node">The node.</param>
    /// <param name="shape">The weight's dimensions.</param>
    /// <param name="padding">Number of zero channels that the file appends to the weight's own.</param>
    public static PairLayout? Of(NodeProto node, ReadOnlySpan<long> shape, int padding = 0) => node.OpType switch
    {
        "Conv" => Convolution(shape, Attributes.Int(node, "group", 1), padding),
        "Gemm" when Attributes.Int(node, "transB", 0) == 1 => MatrixRows((int)shape[0], (int)shape[1]),
        _ => MatrixColumns(shape),
    };

    /// <summary>A convolution's weight (outputs, channels of a group, kernel...): kernel positions in order, with channels innermost. Null for depthwise convolutions.</summary>
    /// <param name="shape">The weight's dimensions.</param>
    /// <param name="groups">The convolution's groups.</param>
    /// <param name="padding">Number of zero channels that the file appends to the weight's own.</param>
    public static PairLayout? Convolution(ReadOnlySpan<long> shape, long groups, int padding = 0)
    {
        var (outputs, channels, kernel) = ((int)shape[0], (int)shape[1], 1);
        foreach (var dim in shape[2..])
        {
            kernel *= (int)dim;
        }

        if (channels == 1 && outputs == groups)
        {
            return null;
        }

        var wide = channels + padding;
        var offsets = new int[wide * kernel];
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = i % wide < channels ? (i % wide * kernel) + (i / wide) : -1;
        }

        return new PairLayout([.. Enumerable.Range(0, outputs).Select(output => output * channels * kernel)], offsets);
    }

    /// <summary>A matrix (outputs, inputs), or any tensor read as one.</summary>
    public static PairLayout MatrixRows(int outputs, int inputs) =>
        new([.. Enumerable.Range(0, outputs).Select(row => row * inputs)], [.. Enumerable.Range(0, inputs)]);

    /// <summary>Matrices (..., inputs, outputs), as MatMul has them.</summary>
    public static PairLayout MatrixColumns(ReadOnlySpan<long> shape)
    {
        var (inputs, outputs) = shape.Length == 1 ? ((int)shape[0], 1) : ((int)shape[^2], (int)shape[^1]);
        var matrices = 1;
        for (var i = 0; i < shape.Length - 2; i++)
        {
            matrices *= (int)shape[i];
        }

        return new PairLayout(
            [.. Enumerable.Range(0, matrices * outputs).Select(column => (column / outputs * inputs * outputs) + (column % outputs))],
            [.. Enumerable.Range(0, inputs).Select(k => k * outputs)]);
    }

    /// <summary>The indices of a pair's numbers in the row-major weight; -1 for a zero that the kernel pads with.</summary>
    public (int First, int Second) Pair(int row, int pair) => (At(row, pair * 2), At(row, (pair * 2) + 1));

    /// <summary>The index of a sum's first weight.</summary>
    public int Place(int row) => starts[row];

    private int At(int row, int place) => place < offsets.Length && offsets[place] >= 0 ? starts[row] + offsets[place] : -1;
}
