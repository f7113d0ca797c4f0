using System.Globalization;
using Frugal.Onnx.Wire;

namespace Frugal.Onnx;

/// <summary>A graph with an index of each value's producer and consumers. Passes change the graph through this class.</summary>
internal sealed class Graph
{
    private readonly Dictionary<string, TensorProto> constants = [];
    private readonly Dictionary<string, NodeProto> producers = [];
    private readonly Dictionary<string, HashSet<NodeProto>> consumers = [];
    private readonly LinkedList<NodeProto> order = [];
    private readonly Dictionary<NodeProto, LinkedListNode<NodeProto>> places = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> lastNumbers = [];
    private readonly GraphProto proto;
    private Dictionary<string, int?>? declared;
    private bool reordered;
    private readonly HashSet<string> outputs;
    private readonly HashSet<string> inputs;
    private readonly HashSet<string> names = [];

    public Graph(GraphProto proto)
    {
        this.proto = proto;
        outputs = [.. proto.Output.Select(output => output.Name)];
        inputs = [.. proto.Input.Select(input => input.Name)];
        foreach (var tensor in proto.Initializer)
        {
            constants[tensor.Name] = tensor;
        }

        foreach (var node in proto.Node)
        {
            places[node] = order.AddLast(node);
            Index(node);
        }

        names.UnionWith(inputs);
    }

    /// <summary>The graph as a message. Inserted and removed nodes are in it once it is read from here, or after <see cref="Sweep"/>.</summary>
    public GraphProto Proto
    {
        get
        {
            if (reordered)
            {
                proto.Node.Clear();
                proto.Node.AddRange(order);
                reordered = false;
            }

            return proto;
        }
    }

    /// <summary>The tensor of a value that no caller can change; null for all others, among them inputs with a default.</summary>
    public TensorProto? Constant(string value) => inputs.Contains(value) ? null : Initializer(value);

    /// <summary>The tensor that the file stores for a value: a constant, or the default of an input.</summary>
    public TensorProto? Initializer(string value) => constants.GetValueOrDefault(value);

    /// <summary>Whether a value is an input with a default: a caller may give another one, so that it is no constant.</summary>
    public bool HasDefault(string value) => inputs.Contains(value) && constants.ContainsKey(value);

    public NodeProto? Producer(string value) => producers.GetValueOrDefault(value);

    /// <summary>The element type that the file declares for an input or an intermediate value; null if it declares none.</summary>
    public int? DeclaredType(string value)
    {
        declared ??= proto.ValueInfo.Concat(proto.Input).GroupBy(info => info.Name).ToDictionary(group => group.Key, group => group.Last().Type?.TensorType?.ElemType);
        return declared.GetValueOrDefault(value);
    }

    /// <summary>The nodes that use a value, directly or in a subgraph; each once.</summary>
    public IReadOnlyCollection<NodeProto> Consumers(string value) => consumers.TryGetValue(value, out var nodes) ? nodes : [];

    public bool IsOutput(string value) => outputs.Contains(value);

    /// <summary>Whether <paramref name="value"/> has exactly one consumer and is not a model output.</summary>
    public bool IsPrivate(string value) => Consumers(value).Count == 1 && !IsOutput(value);

    /// <summary>A name that no value of the graph uses.</summary>
    public string Unique(string stem)
    {
        var name = stem;
        var number = lastNumbers.GetValueOrDefault(stem);
        while (constants.ContainsKey(name) || !names.Add(name))
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}{++number}");
        }

        lastNumbers[stem] = number;
        return name;
    }

    public void AddConstant(TensorProto tensor)
    {
        constants[tensor.Name] = tensor;
        proto.Initializer.Add(tensor);
    }

    /// <summary>Inserts <paramref name="node"/> before <paramref name="before"/>.</summary>
    public void Insert(NodeProto node, NodeProto before)
    {
        places[node] = order.AddBefore(places[before], node);
        reordered = true;
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

        places.Remove(node, out var place);
        order.Remove(place!);
        reordered = true;
    }

    /// <summary>Adds a constant as the last input of a node.</summary>
    public void AddInput(NodeProto node, TensorProto tensor)
    {
        AddConstant(tensor);
        node.Input.Add(tensor.Name);
        Use(tensor.Name, node);
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
        var (used, dropped) = (new List<TensorProto>(), new List<string>());
        foreach (var tensor in Proto.Initializer)
        {
            if (Consumers(tensor.Name).Count > 0 || IsOutput(tensor.Name) || inputs.Contains(tensor.Name))
            {
                used.Add(tensor);
            }
            else
            {
                dropped.Add(tensor.Name);
            }
        }

        proto.Initializer.Clear();
        proto.Initializer.AddRange(used);
        foreach (var name in dropped)
        {
            constants.Remove(name);
        }

        proto.ValueInfo.Clear();
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
            consumers[value] = nodes = new(ReferenceEqualityComparer.Instance);
        }

        nodes.Add(node);
    }
}
