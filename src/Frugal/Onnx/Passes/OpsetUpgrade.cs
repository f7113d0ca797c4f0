using Frugal.Onnx.Wire;

namespace Frugal.Onnx;

/// <summary>
/// Converts a model to opset 13 or later, where QuantizeLinear supports per-channel scales. Between 11 and 13 the axes of four
/// operators moved from attributes to inputs, and Softmax changed the meaning of its default axis.
/// </summary>
internal static class OpsetUpgrade
{
    public const int Oldest = 11;
    private const int Target = 13;

    /// <summary>The IR version of opset 12.</summary>
    private const int OldestIr = 7;

    /// <exception cref="FrugalException">The model is older than <see cref="Oldest"/>, or uses an operator that cannot be converted.</exception>
    public static void Apply(OnnxModel model)
    {
        var opset = model.Opset;
        if (opset < Oldest)
        {
            throw OnnxErrors.Opset(model.Source, opset);
        }

        model.Proto.IrVersion = Math.Max(model.Proto.IrVersion, OldestIr);
        if (opset >= Target)
        {
            return;
        }

        var graph = new Graph(model.Proto.Graph);
        foreach (var node in graph.Proto.Node.Where(node => OnnxCheck.IsDefault(node.Domain)).ToArray())
        {
            switch (node.OpType)
            {
                case "Squeeze" or "Unsqueeze" or "ReduceSum":
                    AttributeToInput(graph, node, "axes");
                    break;
                case "Split":
                    AttributeToInput(graph, node, "split");
                    break;
                case "Softmax" or "LogSoftmax" or "Hardmax" when Attributes.Int(node, "axis", 1) is var axis && axis != -1:
                    KeepFlatSoftmax(graph, node, axis);
                    break;
                default:
                    break;
            }
        }

        graph.Sweep();
        model.Proto.OpsetImport.First(entry => OnnxCheck.IsDefault(entry.Domain)).Version = Target;
    }

    /// <summary>Before opset 13, Softmax treated all axes from the given one on as one: y = Reshape(Softmax(Flatten(x, axis), -1), Shape(x)).</summary>
    private static void KeepFlatSoftmax(Graph graph, NodeProto node, long axis)
    {
        var (input, output) = (node.Input[0], node.Output[0]);
        var (shape, flat, soft) = (graph.Unique($"{output}.shape"), graph.Unique($"{output}.flat"), graph.Unique($"{output}.soft"));
        graph.Insert(new NodeProto { OpType = "Shape", Input = { input }, Output = { shape } }, node);
        graph.Insert(new NodeProto { OpType = "Flatten", Input = { input }, Output = { flat }, Attribute = { Attributes.Of("axis", axis) } }, node);
        var last = node.Clone();
        (last.Input[0], last.Output[0]) = (flat, soft);
        Attributes.Set(last, "axis", -1L);
        graph.Insert(last, node);
        graph.Insert(new NodeProto { OpType = "Reshape", Input = { soft, shape }, Output = { output } }, node);
        graph.Remove(node);
    }

    /// <summary>Moves a list of integers from an attribute to an additional input.</summary>
    internal static void AttributeToInput(Graph graph, NodeProto node, string attribute)
    {
        if (Attributes.Find(node, attribute) is not { } found)
        {
            return;
        }

        graph.AddInput(node, TensorData.Of<long>(graph.Unique($"{node.Output[0]}.{attribute}"), [.. found.Ints], found.Ints.Count));
        node.Attribute.Remove(found);
    }
}
