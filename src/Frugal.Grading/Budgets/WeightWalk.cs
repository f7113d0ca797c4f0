using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Onnx.Wire;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;

namespace Frugal.Grading.Budgets;

/// <summary>Visits a model's tensors and distinguishes weights from settings, used from unused, narrow from wide.</summary>
internal sealed class WeightWalk
{
    /// <summary>Minimum number of elements of a weight; smaller tensors are shapes, axes and bounds.</summary>
    private const int FewestNumbers = 16;

    /// <summary>Minimum number of integers per scale; a tensor with more scales hides weights in them.</summary>
    private const int IntegersPerScale = 4;

    /// <summary>Operators that depend only on a value's shape, not on its content.</summary>
    private static readonly HashSet<string> ShapeOnly = ["Shape", "Size"];

    /// <summary>Operators that move values without changing them.</summary>
    private static readonly HashSet<string> Moving = ["Identity", "Reshape", "Transpose", "Flatten", "Squeeze", "Unsqueeze", "Cast"];

    private readonly HashSet<string> settings = [];
    private readonly HashSet<string> biases = [];
    private readonly HashSet<string> used = [];
    private long scales;

    public long Integers { get; private set; }

    public long Wide { get; private set; }

    public IReadOnlyList<string> FakeQuantized { get; private set; } = [];

    public bool IgnoresInput { get; private set; }

    public static WeightWalk Over(ModelProto model)
    {
        var walk = new WeightWalk();
        var live = Live(model.Graph);
        walk.Roles(model.Graph.Node);
        foreach (var function in model.Functions)
        {
            walk.Roles(function.Node);
            walk.Count(function.Node, _ => true);
        }

        walk.Count(model.Graph, live.Contains);
        if (walk.scales > walk.Integers / IntegersPerScale)
        {
            walk.Wide += walk.scales * sizeof(float);
        }

        walk.FakeQuantized = Rounded(model.Graph);
        walk.IgnoresInput = !DependsOnInput(model.Graph);
        return walk;
    }

    /// <summary>Determines the use of each value: only a setting, only a bias, or a weight.</summary>
    private void Roles(IEnumerable<NodeProto> nodes)
    {
        foreach (var node in nodes)
        {
            for (var i = 0; i < node.Input.Count; i++)
            {
                var setting = ParameterCount.Settings.TryGetValue(node.OpType, out var indices) && indices.Contains(i);
                (setting ? settings : used).Add(node.Input[i]);
                if (ParameterCount.IntegerBias.TryGetValue(node.OpType, out var bias) && bias == i)
                {
                    biases.Add(node.Input[i]);
                }
            }

            foreach (var inner in Inner(node))
            {
                Roles(inner.Node);
            }
        }
    }

    private void Count(GraphProto graph, Func<string, bool> live)
    {
        foreach (var tensor in graph.Initializer)
        {
            Count(tensor, tensor.Name, live(tensor.Name));
        }

        foreach (var sparse in graph.SparseInitializer)
        {
            Count(sparse.Values, sparse.Values.Name, live: false);
        }

        Count(graph.Node, live);
    }

    private void Count(IEnumerable<NodeProto> nodes, Func<string, bool> live)
    {
        foreach (var node in nodes)
        {
            var name = node.Output.FirstOrDefault() ?? "";
            var reached = node.Output.Any(live);
            foreach (var attribute in node.Attribute)
            {
                foreach (var tensor in attribute.Tensors.Concat(attribute.T is { } own ? [own] : []))
                {
                    Count(tensor, name, reached);
                }

                foreach (var sparse in attribute.SparseTensors.Concat(attribute.SparseTensor is { } one ? [one] : []))
                {
                    Count(sparse.Values, name, live: false);
                }

                Wide += attribute.Floats.Count >= FewestNumbers ? attribute.Floats.Count * sizeof(float) : 0;
                Wide += attribute.Ints.Count >= FewestNumbers ? attribute.Ints.Count * sizeof(long) : 0;
            }

            foreach (var inner in Inner(node))
            {
                Count(inner, _ => reached);
            }
        }
    }

    private void Count(TensorProto tensor, string name, bool live)
    {
        var numbers = tensor.Dims.Aggregate(1L, (product, size) => product * size);
        var bytes = (numbers * (TensorData.Bits(tensor) ?? 8) + 7) / 8;
        if (numbers < FewestNumbers)
        {
            return;
        }

        switch ((DataType)tensor.DataType)
        {
            case DataType.Int8 or DataType.Uint8 or DataType.Int4 or DataType.Uint4:
                Integers += live && !(settings.Contains(name) && !used.Contains(name)) ? bytes : 0;
                break;
            case DataType.Int32 when tensor.Dims.Count == 1 && biases.Contains(name):
                break;
            default:
                if (settings.Contains(name) && !used.Contains(name))
                {
                    scales += numbers;
                }
                else
                {
                    Wide += bytes;
                }

                break;
        }
    }

    /// <summary>The values on which an output depends.</summary>
    private static HashSet<string> Live(GraphProto graph)
    {
        var index = new Graph(graph);
        var live = new HashSet<string>();
        var open = new Stack<string>(graph.Output.Select(output => output.Name));
        while (open.TryPop(out var value))
        {
            if (live.Add(value) && index.Producer(value) is { } node)
            {
                foreach (var input in OnnxCheck.Inputs(node))
                {
                    open.Push(input);
                }
            }
        }

        return live;
    }

    private static bool DependsOnInput(GraphProto graph)
    {
        var constants = graph.Initializer.Select(tensor => tensor.Name).ToHashSet();
        var fed = graph.Input.Select(input => input.Name).Where(name => !constants.Contains(name)).ToHashSet();
        foreach (var node in graph.Node.Where(node => !ShapeOnly.Contains(node.OpType) && OnnxCheck.Inputs(node).Any(fed.Contains)))
        {
            fed.UnionWith(node.Output);
        }

        return graph.Output.Any(output => fed.Contains(output.Name));
    }

    /// <summary>Stored floating-point weights that reach a QuantizeLinear unchanged.</summary>
    private static string[] Rounded(GraphProto graph)
    {
        var index = new Graph(graph);
        return [.. graph.Node.Where(node => node.OpType == "QuantizeLinear").Select(node => Source(node.Input[0])).OfType<string>().Distinct()];

        string? Source(string value)
        {
            while (index.Producer(value) is { } node && Moving.Contains(node.OpType))
            {
                value = node.Input[0];
            }

            var tensor = index.Initializer(value)
                ?? (index.Producer(value) is { OpType: "Constant" } constant ? Attributes.Find(constant, "value")?.T : null);
            return tensor is not null && tensor.Dims.Aggregate(1L, (product, size) => product * size) >= FewestNumbers ? value : null;
        }
    }

    private static IEnumerable<GraphProto> Inner(NodeProto node) =>
        node.Attribute.SelectMany(attribute => attribute.Graphs.Append(attribute.G)).OfType<GraphProto>();
}
