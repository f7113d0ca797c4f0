using Frugal.Onnx.Wire;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Onnx;

/// <summary>Replaces every node whose inputs are all constants by its value, which ONNX Runtime computes: Constant, Cast of a stored weight, Transpose...</summary>
internal static class FoldConstants
{
    private static readonly HashSet<string> Kept =
        ["DequantizeLinear", "QuantizeLinear", "RandomNormal", "RandomUniform", "RandomNormalLike", "RandomUniformLike", "Multinomial", "Bernoulli", "If", "Loop", "Scan", "SequenceEmpty", "SequenceConstruct", "ConstantOfShape"];

    public static void Apply(OnnxModel model)
    {
        var graph = new Graph(model.Proto.Graph);
        var folded = new HashSet<string>();
        var nodes = graph.Proto.Node.Where(node => IsConstant(node) && node.Output.All(output => output.Length > 0 && folded.Add(output))).ToArray();
        var inside = nodes.ToHashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        var wanted = nodes.SelectMany(node => node.Output).Where(value => !graph.IsOutput(value) && graph.Consumers(value).Any(consumer => !inside.Contains(consumer))).ToHashSet();
        if (wanted.Count == 0)
        {
            return;
        }

        foreach (var tensor in Evaluate(model, graph, nodes, [.. wanted]))
        {
            graph.AddConstant(tensor);
        }

        foreach (var node in nodes.Where(node => !node.Output.Any(graph.IsOutput)).Reverse())
        {
            if (node.Output.All(output => wanted.Contains(output) || graph.Consumers(output).Count == 0))
            {
                graph.Remove(node);
            }
        }

        graph.Sweep();
        OperatorCheck.Graph(graph.Proto, model.Source);

        bool IsConstant(NodeProto node) => OnnxCheck.IsDefault(node.Domain) && !Kept.Contains(node.OpType)
            && !node.Attribute.Any(attribute => attribute.Name.StartsWith("value_string", StringComparison.Ordinal))
            && OnnxCheck.Inputs(node).All(input => input.Length == 0 || graph.Constant(input) is not null || folded.Contains(input));
    }

    private static IEnumerable<TensorProto> Evaluate(OnnxModel model, Graph graph, NodeProto[] nodes, string[] wanted)
    {
        var constants = nodes.SelectMany(OnnxCheck.Inputs).Distinct().Select(graph.Constant).Where(tensor => tensor is not null);
        var proto = new ModelProto
        {
            IrVersion = model.Proto.IrVersion,
            OpsetImport = { model.Proto.OpsetImport },
            Graph = new GraphProto { Name = "constants", Node = { nodes }, Initializer = { constants }, Output = { wanted.Select(name => new ValueInfoProto { Name = name }) } },
        };
        using var session = OrtSessions.Create(proto.ToByteArray(), model.Source);
        using var run = new RunOptions();
        try
        {
            using var results = session.Run(run, new Dictionary<string, OrtValue>(), wanted);
            return [.. wanted.Zip(results, (name, value) => ToTensor(name, value))];
        }
        catch (OnnxRuntimeException refusal)
        {
            throw OnnxErrors.Refused(model.Source, refusal);
        }
    }

    private static TensorProto ToTensor(string name, OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        return new TensorProto
        {
            Name = name,
            DataType = (int)info.ElementDataType,   // ONNX Runtime numbers its types as ONNX does
            Dims = { info.Shape },
            RawData = ByteString.CopyFrom(value.GetTensorMutableRawData()),
        };
    }
}
