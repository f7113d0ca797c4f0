using Frugal.Onnx.Wire;

namespace Frugal.Onnx;

/// <summary>Validates a model file before any other code processes it.</summary>
internal static class OnnxCheck
{
    /// <exception cref="FrugalException">The first error found, with the model's name.</exception>
    public static void Model(ModelProto model, string name)
    {
        if (model.Graph is null || model.Graph.Node.Count + model.Graph.Input.Count + model.Graph.Output.Count == 0)
        {
            throw OnnxErrors.NotOnnx(name, "it holds no graph");
        }

        if (!model.OpsetImport.Any(opset => IsDefault(opset.Domain) && opset.Version > 0))
        {
            throw OnnxErrors.NotOnnx(name, "it declares no opset");
        }

        foreach (var tensor in Tensors(model))
        {
            Tensor(tensor, name);
        }

        Values(model.Graph, name);
        OperatorCheck.Graph(model.Graph, name);
    }

    /// <summary>Whether a domain contains ONNX's own operators, rather than a vendor's.</summary>
    public static bool IsDefault(string domain) => domain is "" or "ai.onnx";

    /// <summary>Every tensor of the model: initializers and attributes, also in subgraphs.</summary>
    public static IEnumerable<TensorProto> Tensors(ModelProto model) =>
        Tensors(model.Graph).Concat(model.Functions.SelectMany(function => function.Node).SelectMany(Tensors));

    /// <summary>Every tensor of a graph, also in subgraphs.</summary>
    public static IEnumerable<TensorProto> Tensors(GraphProto graph) => graph.Initializer.Concat(graph.Node.SelectMany(Tensors));

    private static IEnumerable<TensorProto> Tensors(NodeProto node) => node.Attribute.SelectMany(attribute =>
        (attribute.T is null ? [] : new[] { attribute.T })
        .Concat(attribute.Tensors)
        .Concat(attribute.G is null ? [] : Tensors(attribute.G))
        .Concat(attribute.Graphs.SelectMany(Tensors)));

    /// <summary>Checks a tensor's shape, and that its data fills it.</summary>
    public static void Tensor(TensorProto tensor, string name)
    {
        long elements = 1;
        foreach (var dim in tensor.Dims)
        {
            elements = dim < 0 || (dim > 0 && elements > OnnxFile.LargestFile / dim)
                ? throw OnnxErrors.Malformed(name, $"tensor '{tensor.Name}' has the impossible shape [{string.Join(", ", tensor.Dims)}]")
                : elements * dim;
        }

        if (tensor.DataLocation == TensorProto.Types.DataLocation.Default && TensorData.StoredElements(tensor) is { } stored && stored != elements)
        {
            throw OnnxErrors.Malformed(name, $"tensor '{tensor.Name}' holds {stored:N0} numbers, its shape [{string.Join(", ", tensor.Dims)}] wants {elements:N0}");
        }
    }

    /// <summary>Checks that every value is produced once, before it is used; this also excludes cycles.</summary>
    private static void Values(GraphProto graph, string name)
    {
        var known = new HashSet<string>(graph.Input.Select(input => input.Name).Concat(graph.Initializer.Select(tensor => tensor.Name))
            .Concat(graph.SparseInitializer.Select(tensor => tensor.Values?.Name ?? "")));
        var made = graph.Node.SelectMany(node => node.Output).Where(output => output.Length > 0).ToHashSet();
        foreach (var node in graph.Node)
        {
            foreach (var input in Inputs(node).Where(input => input.Length > 0 && !known.Contains(input)))
            {
                throw OnnxErrors.Malformed(name, made.Contains(input)
                    ? $"node '{Label(node)}' uses '{input}' before it is made: the nodes form a cycle or are out of order"
                    : $"node '{Label(node)}' uses '{input}', which no node, input or initializer provides");
            }

            foreach (var output in node.Output.Where(output => output.Length > 0 && !known.Add(output)))
            {
                throw OnnxErrors.Malformed(name, $"value '{output}' is produced twice");
            }
        }

        foreach (var output in graph.Output.Where(output => !known.Contains(output.Name)))
        {
            throw OnnxErrors.Malformed(name, $"output '{output.Name}' is not produced by any node");
        }
    }

    /// <summary>The values that a node uses, including those that its subgraphs (If, Loop) use from outside.</summary>
    public static IEnumerable<string> Inputs(NodeProto node) => node.Attribute.Any(HasGraph) ? node.Input.Concat(Subgraphs(node).SelectMany(Outer)) : node.Input;

    /// <summary>The bodies of If, Loop and Scan.</summary>
    public static IEnumerable<GraphProto> Subgraphs(NodeProto node) => node.Attribute.SelectMany(attribute => attribute.Graphs.Append(attribute.G)).Where(graph => graph is not null);

    /// <summary>A node's name in messages.</summary>
    public static string Label(NodeProto node) => node.Name.Length > 0 ? $"{node.OpType} {node.Name}" : $"{node.OpType} -> {node.Output.FirstOrDefault()}";

    private static bool HasGraph(AttributeProto attribute) => attribute.G is not null || attribute.Graphs.Count > 0;

    private static IEnumerable<string> Outer(GraphProto graph)
    {
        var inside = graph.Input.Select(input => input.Name).Concat(graph.Initializer.Select(tensor => tensor.Name))
            .Concat(graph.Node.SelectMany(node => node.Output)).ToHashSet();
        return graph.Node.SelectMany(Inputs).Concat(graph.Output.Select(output => output.Name)).Where(value => value.Length > 0 && !inside.Contains(value)).Distinct();
    }
}
