using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>
/// ONNX Runtime's product with a 4-bit matrix, <c>com.microsoft.MatMulNBits</c>: two integers per byte, the first in the low half; blocks padded with
/// the zero point (ONNX Runtime, docs/ContribOperators.md).
/// </summary>
internal static class MatMulNBits
{
    private const int Int8Level = 4, Float32Level = 1;

    /// <summary>Rewrites <paramref name="layer"/> with <paramref name="weight"/> as its weight.</summary>
    public static void Write(Graph graph, LinearLayer layer, BlockwiseWeight weight, bool int8Products)
    {
        var (integers, scales, zeros) = (graph.Unique("w"), graph.Unique("s"), graph.Unique("z"));
        graph.AddConstant(TensorData.Of<byte>(integers, PackIntegers(weight), weight.Rows, weight.Blocks, weight.BlockSize / 2));
        graph.AddConstant(TensorData.Of<float>(scales, Array.ConvertAll(weight.Grids, grid => grid.Scale), weight.Grids.Length));
        var packed = PackZeros(weight);
        graph.AddConstant(TensorData.Of<byte>(zeros, packed, packed.Length));
        layer.Replace(graph, product => graph.Insert(new NodeProto
        {
            OpType = "MatMulNBits",
            Domain = WeightNodes.ContributedDomain,
            Name = layer.Node.Name,
            Input = { layer.Input, integers, scales, zeros },
            Output = { product },
            Attribute =
            {
                Attributes.Of("K", (long)weight.Columns), Attributes.Of("N", (long)weight.Rows), Attributes.Of("bits", 4L),
                Attributes.Of("block_size", (long)weight.BlockSize), Attributes.Of("accuracy_level", (long)(int8Products ? Int8Level : Float32Level)),
            },
        }, layer.Node));
    }

    private static byte[] PackIntegers(BlockwiseWeight weight)
    {
        var wide = weight.Blocks * weight.BlockSize;
        var packed = new byte[weight.Rows * wide / 2];
        for (var row = 0; row < weight.Rows; row++)
        {
            for (var column = 0; column < wide; column++)
            {
                var q = column < weight.Columns ? weight.Integers[row * weight.Columns + column] : weight.Grid(row, weight.Columns - 1).ZeroPoint;
                packed[(row * wide + column) / 2] |= (byte)(q << (column % 2 * 4));
            }
        }

        return packed;
    }

    private static byte[] PackZeros(BlockwiseWeight weight)
    {
        var bytes = (weight.Blocks + 1) / 2;
        var packed = new byte[weight.Rows * bytes];
        for (var i = 0; i < weight.Grids.Length; i++)
        {
            var (row, block) = (i / weight.Blocks, i % weight.Blocks);
            packed[row * bytes + block / 2] |= (byte)(weight.Grids[i].ZeroPoint << (block % 2 * 4));
        }

        return packed;
    }
}
