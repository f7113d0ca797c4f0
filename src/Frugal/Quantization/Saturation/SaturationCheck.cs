using Frugal.Onnx;

namespace Frugal.Quantization;

/// <summary>
/// Checks any int8 model, from any tool, for sums that can saturate where ONNX Runtime's CPU kernels add pairs of products in 16 bits (<see cref="PairedProducts"/>). It supports QDQ models
/// (Conv, Gemm, MatMul between DequantizeLinear nodes), QLinearConv, QLinearMatMul, QGemm, MatMulInteger, MatMulIntegerToFloat, ConvInteger, DynamicQuantizeMatMul, DynamicQuantizeLSTM and QAttention.
/// </summary>
public static class SaturationCheck
{
    /// <summary>Checks every layer of a model, which is not run and not changed.</summary>
    /// <param name="model">Any model.</param>
    /// <exception cref="FrugalException">A constant of the graph cannot be computed.</exception>
    public static SaturationReport Of(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!model.Proto.Graph.Node.Any(node => IntegerProducts.Mentions(node.OpType)))
        {
            return new SaturationReport(model.Source, []);
        }

        var work = model.Clone();
        FoldConstants.Apply(work);   // weights in Constant nodes, and 4-bit weights that are cast
        var graph = new Graph(work.Proto.Graph);
        return new SaturationReport(model.Source, [.. work.Proto.Graph.Node.SelectMany(node => IntegerProducts.Of(graph, node)).Select(Judge)]);
    }

    private static LayerSaturation Judge(IntegerProduct product)
    {
        var (node, type) = (WeightNodes.Name(product.Node), product.Node.OpType);
        if (product.Exact is { } reason)
        {
            return new LayerSaturation(node, type, SaturationRisk.None, reason);
        }

        if (product.Weight is not { } weight)
        {
            return new LayerSaturation(node, type, SaturationRisk.Unknown, "its int8 side is computed at run time: make it a constant, or uint8");
        }

        return product.Pairs is { } pairs
            ? Count(new LayerSaturation(node, type, SaturationRisk.None, "no pair of weights can leave 16 bits"), IntegerProducts.Bytes(weight), pairs, product.Largest)
            : new LayerSaturation(node, type, SaturationRisk.None, "depthwise: its kernel adds in 32 bits");
    }

    private static LayerSaturation Count(LayerSaturation layer, sbyte[] weights, PairLayout pairs, int largest)
    {
        var (worst, over, channels) = (0, 0L, 0);
        for (var row = 0; row < pairs.Rows; row++)
        {
            var before = over;
            for (var pair = 0; pair < pairs.PairsPerRow; pair++)
            {
                var (first, second) = pairs.Pair(row, pair);
                var (a, b) = (first < 0 ? 0 : weights[first], second < 0 ? 0 : weights[second]);
                var (most, least) = (largest * (Math.Max(a, 0) + Math.Max(b, 0)), largest * (Math.Min(a, 0) + Math.Min(b, 0)));
                over += most > short.MaxValue || least < short.MinValue ? 1 : 0;
                worst = Math.Abs(most) > Math.Abs(worst) ? most : worst;
                worst = Math.Abs(least) > Math.Abs(worst) ? least : worst;
            }

            channels += over > before ? 1 : 0;
        }

        return layer with
        {
            Risk = over > 0 ? SaturationRisk.CanSaturate : SaturationRisk.None,
            Reason = over > 0 ? "pairs of weights of one sign are too large together" : layer.Reason,
            WorstSum = worst,
            Pairs = (long)pairs.Rows * pairs.PairsPerRow,
            SaturatingPairs = over,
            Channels = pairs.Rows,
            SaturatingChannels = channels,
        };
    }
}
