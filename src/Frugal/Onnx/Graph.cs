using System.Globalization;
using Frugal.Onnx.Wire;

namespace Frugal.Onnx;

/// <summary>A graph with an index of each value's producer and consumers. Passes change the graph through this class.</summary>
internal sealed class Graph
{
    private readonly Dictionary<string, TensorProto> constants = [];
    private readonly Dictionary<string, NodeProto> producers = [];
    private readonly Dictionary<string, List<NodeProto>> consumers = [];
    private readonly HashSet<string> outputs;
    private readonly HashSet<string> inputs;
    private readonly HashSet<string> names = [];

    public Graph(GraphProto proto)
    {
        Proto = proto;
        outputs = [.. proto.Output.Select(output => output.Name)];
        inputs = [.. proto.Input.Select(input => input.Name)];
        foreach (var tensor in proto.Initializer)
        {
            constants[tensor.Name] = tensor;
        }

        foreach (var node in proto.Node)
        {
            Index(node);
        }

        names.UnionWith(inputs);
    }

    public GraphProto Proto { get; }

    /// <summary>The tensor of a value that no caller can change; null for all others, among them inputs with a default.</summary>
    public TensorProto? Constant(string value) => inputs.Contains(value) ? null : Initializer(value);

    /// <summary>The tensor that the file stores for a value: a constant, or the default of an input.</summary>
    public TensorProto? Initializer(string value) => constants.GetValueOrDefault(value);

    /// <summary>Whether a value is an input with a default: a caller may give another one, so that it is no constant.</summary>
    public bool HasDefault(string value) => inputs.Contains(value) && constants.ContainsKey(value);

    public NodeProto? Producer(string value) => producers.GetValueOrDefault(value);

    /// <summary>The nodes that use a value, directly or in a subgraph; each once.</summary>
    public IReadOnlyList<NodeProto> Consumers(string value) => consumers.TryGetValue(value, out var nodes) ? nodes : [];

    public bool IsOutput(string value) => outputs.Contains(value);

    /// <summary>Whether <paramref name="value"/> has exactly one consumer and is not a model output.</summary>
    public bool IsPrivate(string value) => Consumers(value).Count == 1 && !IsOutput(value);

    /// <summary>A name that no value of the graph uses.</summary>
    public string Unique(string stem)
    {
        var name = stem;
        for (var i = 1; constants.ContainsKey(name) || !names.Add(name); i++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}{i}");
        }

        return name;
    }

    public void AddConstant(TensorProto tensor)
    {
        constants[tensor.Name] = tensor;
        Proto.Initializer.Add(tensor);
    }

    /// <summary>Replaces one initializer by another.</summary>
    public void Replace(TensorProto old, TensorProto tensor)
    {
        for (var i = 0; i < Proto.Initializer.Count; i++)
        {
            if (ReferenceEquals(Proto.Initializer[i], old))
            {
                Proto.Initializer[i] = tensor;
            }
        }

        constants.Remove(old.Name);
        constants[tensor.Name] = tensor;
    }

    /// <summary>Inserts <paramref name="node"/> before <paramref name="before"/>, or at the end.</summary>
    public void Insert(NodeProto node, NodeProto? before = null)
    {
        Proto.Node.Insert(before is null ? Proto.Node.Count : At(before), node);
        Index(node);
    }

    /// <summary>Removes a node whose outputs are now produced by other nodes, or unused.</summary>
    public void Remove(NodeProto node)
    {
        foreach (var input in OnnxCheck.Inputs(node).Distinct())
        {
            consumers[input].Remove(node);
        }

        foreach (var output in node.Output)
        {
            if (ReferenceEquals(Producer(output), node))
            {
                producers.Remove(output);
            }
        }

        Proto.Node.RemoveAt(At(node));
    }

    public void SetInput(NodeProto node, int index, string value)
    {
        var old = node.Input[index];
        node.Input[index] = value;
        if (!OnnxCheck.Inputs(node).Contains(old) && consumers.TryGetValue(old, out var nodes))
        {
            nodes.Remove(node);
        }

        Use(value, node);
    }

    public void SetOutput(NodeProto node, int index, string value)
    {
        producers.Remove(node.Output[index]);
        node.Output[index] = value;
        producers[value] = node;
        names.Add(value);
    }

    /// <summary>Removes a node that passes its first input through. False if that is impossible, as for a graph input that would become an output.</summary>
    public bool Bypass(NodeProto node)
    {
        var (input, output) = (node.Input[0], node.Output[0]);
        var captured = Consumers(output).Any(consumer => !consumer.Input.Contains(output));
        if (captured || (IsOutput(output) && (Producer(input) is null || IsOutput(input) || Consumers(input).Any(consumer => !consumer.Input.Contains(input)))))
        {
            return false;
        }

        var (kept, dropped) = IsOutput(output) ? (output, input) : (input, output);
        var maker = Producer(input);
        Remove(node);
        foreach (var consumer in Consumers(dropped).ToArray())
        {
            for (var i = 0; i < consumer.Input.Count; i++)
            {
                if (consumer.Input[i] == dropped)
                {
                    SetInput(consumer, i, kept);
                }
            }
        }

        if (kept == output)
        {
            SetOutput(maker!, maker!.Output.IndexOf(input), output);
        }

        return true;
    }

    /// <summary>Removes unused initializers except the defaults of inputs, and the file's type information on intermediate values, which may be outdated.</summary>
    public void Sweep()
    {
        var used = Proto.Initializer.Where(tensor => Consumers(tensor.Name).Count > 0 || IsOutput(tensor.Name) || inputs.Contains(tensor.Name)).ToArray();
        var dropped = Proto.Initializer.Select(tensor => tensor.Name).Except(used.Select(tensor => tensor.Name)).ToHashSet();
        Proto.Initializer.Clear();
        Proto.Initializer.AddRange(used);
        foreach (var name in dropped)
        {
            constants.Remove(name);
        }

        Proto.ValueInfo.Clear();
    }

    /// <summary>The index of a node, found by reference: protobuf messages compare by content.</summary>
    private int At(NodeProto node)
    {
        for (var i = 0; i < Proto.Node.Count; i++)
        {
            if (ReferenceEquals(Proto.Node[i], node))
            {
                return i;
            }
        }

        throw new ArgumentException("the node is not in the graph", nameof(node));
    }

    private void Index(NodeProto node)
    {
        foreach (var input in OnnxCheck.Inputs(node))
        {
            Use(input, node);
        }

        foreach (var output in node.Output.Where(output => output.Length > 0))
        {
            producers[output] = node;
            names.Add(output);
        }
    }

    private void Use(string value, NodeProto node)
    {
        if (!consumers.TryGetValue(value, out var nodes))
        {
            consumers[value] = nodes = [];
        }

        if (!nodes.Contains(node))
        {
            nodes.Add(node);
        }
    }
}
