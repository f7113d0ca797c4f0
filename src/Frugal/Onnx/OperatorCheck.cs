using Frugal.Onnx.Wire;

namespace Frugal.Onnx;

/// <summary>Checks that the operators whose inputs Frugal reads have them, with constants of the dimensions that ONNX specifies.</summary>
internal static class OperatorCheck
{
    /// <summary>The fewest inputs of an operator; operators that are not listed need one.</summary>
    private static readonly Dictionary<string, int> Inputs = new()
    {
        ["Constant"] = 0, ["RandomNormal"] = 0, ["RandomUniform"] = 0, ["SequenceEmpty"] = 0, ["Optional"] = 0,
        ["Conv"] = 2, ["ConvTranspose"] = 2, ["ConvInteger"] = 2, ["Gemm"] = 2, ["MatMul"] = 2, ["MatMulInteger"] = 2, ["Add"] = 2, ["Mul"] = 2,
        ["QuantizeLinear"] = 2, ["DequantizeLinear"] = 2, ["LayerNormalization"] = 2, ["LSTM"] = 3, ["BatchNormalization"] = 5, ["QLinearConv"] = 8, ["QLinearMatMul"] = 8,
    };

    /// <summary>The allowed numbers of dimensions of an operator's constants: input, fewest, most.</summary>
    private static readonly Dictionary<string, (int Input, int Fewest, int Most)> Ranks = new()
    {
        ["Conv"] = (1, 3, int.MaxValue), ["ConvTranspose"] = (1, 3, int.MaxValue), ["QLinearConv"] = (3, 3, int.MaxValue),
        ["Gemm"] = (1, 2, 2), ["BatchNormalization"] = (1, 1, 1),
    };

    /// <summary>The range of an operator's attributes.</summary>
    private static readonly Dictionary<string, (string Name, long Least, long Most)[]> Attributes = new()
    {
        ["Gemm"] = [("transA", 0, 1), ("transB", 0, 1)], ["Conv"] = [("group", 1, int.MaxValue)], ["ConvTranspose"] = [("group", 1, int.MaxValue)], ["QLinearConv"] = [("group", 1, int.MaxValue)],
    };

    /// <exception cref="FrugalException">The first error found, with the model's name.</exception>
    public static void Graph(GraphProto graph, string name)
    {
        var constants = graph.Initializer.GroupBy(tensor => tensor.Name).ToDictionary(group => group.Key, group => group.Last());
        foreach (var node in graph.Node)
        {
            if (node.Output.Count == 0)
            {
                throw OnnxErrors.Malformed(name, $"node '{OnnxCheck.Label(node)}' makes nothing");
            }

            if (OnnxCheck.IsDefault(node.Domain))
            {
                Node(node, constants, name);
            }
        }
    }

    private static void Node(NodeProto node, Dictionary<string, TensorProto> constants, string name)
    {
        var fewest = Inputs.GetValueOrDefault(node.OpType, OnnxCheck.Subgraphs(node).Any() ? 0 : 1);
        if (node.Input.Count < fewest)
        {
            throw OnnxErrors.Malformed(name, $"node '{OnnxCheck.Label(node)}' has {node.Input.Count} inputs, {node.OpType} needs {fewest}");
        }

        foreach (var (attribute, least, most) in Attributes.GetValueOrDefault(node.OpType, []))
        {
            if (Onnx.Attributes.Int(node, attribute, 1) is var value && (value < least || value > most))
            {
                throw OnnxErrors.Malformed(name, $"{attribute} of node '{OnnxCheck.Label(node)}' is {value}; allowed are {least} to {most}");
            }
        }

        if (Ranks.TryGetValue(node.OpType, out var rank) && constants.TryGetValue(node.Input[rank.Input], out var tensor) && (tensor.Dims.Count < rank.Fewest || tensor.Dims.Count > rank.Most))
        {
            throw OnnxErrors.Malformed(name, $"the shape [{string.Join(", ", tensor.Dims)}] of tensor '{tensor.Name}' does not serve {node.OpType}");
        }
    }
}
