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

        var graph = model.Proto.Graph;
        foreach (var node in graph.Node.Where(node => OnnxCheck.IsDefault(node.Domain)).ToArray())
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

        model.Proto.OpsetImport.First(entry => OnnxCheck.IsDefault(entry.Domain)).Version = Target;
    }

    /// <summary>Before opset 13, Softmax treated all axes from the given one on as one: y = Reshape(Softmax(Flatten(x, axis), -1), Shape(x)).</summary>
    private static void KeepFlatSoftmax(GraphProto graph, NodeProto node, long axis)
    {
        var (input, output) = (node.Input[0], node.Output[0]);
        var (shape, flat, soft) = ($"{output}.shape", $"{output}.flat", $"{output}.soft");
        var at = graph.Node.IndexOf(node);
        graph.Node.Insert(at, new NodeProto { OpType = "Shape", Input = { input }, Output = { shape } });
        graph.Node.Insert(at + 1, new NodeProto { OpType = "Flatten", Input = { input }, Output = { flat }, Attribute = { Attributes.Of("axis", axis) } });
        graph.Node.Insert(at + 3, new NodeProto { OpType = "Reshape", Input = { soft, shape }, Output = { output } });
        node.Input[0] = flat;
        node.Output[0] = soft;
        Attributes.Set(node, "axis", -1L);
    }

    /// <summary>Moves a list of integers from an attribute to an additional input.</summary>
    internal static void AttributeToInput(GraphProto graph, NodeProto node, string attribute)
    {
        if (Attributes.Find(node, attribute) is not { } found)
        {
            return;
        }

        var name = $"{node.Output[0]}.{attribute}";
        graph.Initializer.Add(TensorData.Of<long>(name, [.. found.Ints], found.Ints.Count));
        node.Input.Add(name);
        node.Attribute.Remove(found);
    }
}
