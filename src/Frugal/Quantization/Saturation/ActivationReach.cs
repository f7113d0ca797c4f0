using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>The largest integer that an activation can take: 255, unless the output of its operator is bounded and its grid reaches farther.</summary>
internal static class ActivationReach
{
    /// <param name="graph">The graph.</param>
    /// <param name="value">The real value that is quantised.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="format">Its integer format; signed integers count from -128, because ONNX Runtime converts them to unsigned ones on x64.</param>
    public static int Largest(Graph graph, string value, QuantizationParameters grid, QuantizationFormat format)
    {
        if (UpperBound(graph, value) is not { } bound)
        {
            return byte.MaxValue;
        }

        var shift = format.Symmetric ? 128 : 0;
        return Math.Clamp((int)Math.Ceiling(Math.Max(bound, 0) / grid.Scale) + grid.ZeroPoint + shift, 1, byte.MaxValue);
    }

    /// <summary>The upper bound of an operator's output; null if it is unbounded.</summary>
    private static double? UpperBound(Graph graph, string value)
    {
        while (graph.Producer(value) is { } node && OnnxCheck.IsDefault(node.Domain))
        {
            switch (node.OpType)
            {
                case "Sigmoid" or "Softmax" or "HardSigmoid" or "Tanh" or "Sin" or "Cos" or "Erf" or "Softsign":
                    return 1;
                case "Clip":
                    return node.Input.Count > 2 && graph.Constant(node.Input[2]) is { DataType: (int)TensorProto.Types.DataType.Float } most && TensorData.Floats(most) is [var bound] ? bound : null;
                case "Relu" or "MaxPool" or "Reshape" or "Flatten" or "Transpose" or "Squeeze" or "Unsqueeze" or "Slice":
                    value = node.Input[0];
                    break;
                default:
                    return null;
            }
        }

        return null;
    }
}
