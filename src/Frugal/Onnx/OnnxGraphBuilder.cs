using System.Globalization;
using Frugal.Onnx.Wire;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;
using TensorType = Frugal.Onnx.Wire.TypeProto.Types.Tensor;

namespace Frugal.Onnx;

/// <summary>
/// Builds an ONNX graph; nodes are added in the order of the calls. For a module, the exporter of <c>Frugal.Training</c> creates the builder, and a module
/// that implements <c>IOnnxExportable</c> adds its nodes with it. For a graph of your own: create a builder, add inputs, constants and nodes, then <see cref="Build"/>.
/// </summary>
public sealed class OnnxGraphBuilder
{
    /// <summary>In the shape of an input: a dimension of any length.</summary>
    internal const long AnyLength = -1;

    private readonly GraphProto graph = new();
    private readonly HashSet<string> names = [];
    private readonly Dictionary<string, int> lastNumbers = [];
    private readonly Stack<string> path = new();

    /// <summary>Creates an empty graph.</summary>
    /// <param name="name">The graph's name, which is also the model's in messages.</param>
    public OnnxGraphBuilder(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        graph.Name = name;
    }

    /// <summary>The dotted path of the module that is being written, for names and messages.</summary>
    public string Path => string.Join('.', path.Reverse().Where(part => part.Length > 0));

    /// <summary>Adds an input of float32 whose first axis, the batch, is open.</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="shape">Its other dimensions: 3, 96, 96 for pictures.</param>
    public OnnxValue Input(string name, params ReadOnlySpan<long> shape) => Input(name, shape, DataType.Float);

    /// <summary>Adds a node with one output.</summary>
    /// <param name="type">The operator, such as <c>Conv</c>.</param>
    /// <param name="inputs">Its inputs in order.</param>
    /// <param name="attributes">Its attributes: <see cref="long"/>, <see cref="T:long[]"/>, <see cref="float"/>, <see cref="T:float[]"/> or <see cref="string"/>.</param>
    public OnnxValue Node(string type, IReadOnlyList<OnnxValue> inputs, params (string Name, object Value)[] attributes) =>
        Nodes(type, inputs, outputs: 1, attributes)[0];

    /// <summary>Adds a node with several outputs, such as <c>Split</c>.</summary>
    /// <param name="type">The operator.</param>
    /// <param name="inputs">Its inputs in order.</param>
    /// <param name="outputs">The number of its outputs.</param>
    /// <param name="attributes">Its attributes, as <see cref="Node"/> takes them.</param>
    public IReadOnlyList<OnnxValue> Nodes(string type, IReadOnlyList<OnnxValue> inputs, int outputs, params (string Name, object Value)[] attributes)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(attributes);
        OnnxValue[] values = [.. Enumerable.Range(0, outputs).Select(_ => new OnnxValue(Unique(type.ToLowerInvariant())))];
        var node = new NodeProto { OpType = type, Name = values[0].Name };
        node.Input.AddRange(inputs.Select(input => input.Name));
        node.Output.AddRange(values.Select(value => value.Name));
        node.Attribute.AddRange(attributes.Select(attribute => Attributes.Of(attribute.Name, attribute.Value)));
        graph.Node.Add(node);
        return values;
    }

    /// <summary>Adds a constant tensor of float32.</summary>
    /// <param name="name">Its role, such as <c>weight</c> or <c>bias</c>; the module's path is prepended.</param>
    /// <param name="values">Its numbers in row-major order.</param>
    /// <param name="shape">Its dimensions.</param>
    public OnnxValue Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) => AddConstant(name, values, shape);

    /// <summary>Adds a constant vector of int64: a shape, axes, indices.</summary>
    public OnnxValue Constant(string name, ReadOnlySpan<long> values) => AddConstant(name, values, values.Length);

    /// <summary>Adds a constant tensor of int8, such as quantised weights. Without dimensions, it is a single number, such as a zero point.</summary>
    public OnnxValue Integers(string name, ReadOnlySpan<sbyte> values, params ReadOnlySpan<long> shape) => AddConstant(name, values, shape);

    /// <summary>Adds a constant tensor of uint8. Without dimensions, it is a single number, such as the zero point of an activation.</summary>
    public OnnxValue Integers(string name, ReadOnlySpan<byte> values, params ReadOnlySpan<long> shape) => AddConstant(name, values, shape);

    /// <summary>Adds a constant tensor of int32, such as quantised biases. Without dimensions, it is a single number.</summary>
    public OnnxValue Integers(string name, ReadOnlySpan<int> values, params ReadOnlySpan<long> shape) => AddConstant(name, values, shape);

    /// <summary>Adds the number <paramref name="number"/> as a constant without dimensions.</summary>
    public OnnxValue Constant(string name, float number) => Constant(name, [number]);

    /// <summary>The sum of two values, elementwise.</summary>
    public OnnxValue Add(OnnxValue left, OnnxValue right) => Node("Add", [left, right]);

    /// <summary>The product of two values, elementwise.</summary>
    public OnnxValue Multiply(OnnxValue left, OnnxValue right) => Node("Mul", [left, right]);

    /// <summary>max(x, 0), elementwise.</summary>
    public OnnxValue Relu(OnnxValue input) => Node("Relu", [input]);

    /// <summary>The mean over height and width: (N, C, H, W) to (N, C, 1, 1).</summary>
    public OnnxValue GlobalAveragePool(OnnxValue input) => Node("GlobalAveragePool", [input]);

    /// <summary>Merges all axes from <paramref name="axis"/> on into one: with 1, (N, C, H, W) to (N, C*H*W).</summary>
    public OnnxValue Flatten(OnnxValue input, long axis = 1) => Node("Flatten", [input], ("axis", axis));

    /// <summary>Values joined along <paramref name="axis"/>.</summary>
    public OnnxValue Concat(long axis, params OnnxValue[] inputs) => Node("Concat", inputs, ("axis", axis));

    /// <summary>Completes the graph: a model of opset <see cref="OnnxModel.WrittenOpset"/> with these outputs, float32, under the names that they have in the graph.</summary>
    /// <param name="outputs">At least one value that the graph produces.</param>
    /// <exception cref="FrugalException">There is no output, or the graph is broken: a value is read that no node produces.</exception>
    public OnnxModel Build(params IReadOnlyList<OnnxValue> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        if (outputs.Count == 0)
        {
            throw new FrugalException($"{graph.Name}: a graph without outputs computes nothing. Give the values that it is to return.");
        }

        var model = Finish(outputs);
        OnnxCheck.Model(model, graph.Name);
        return new OnnxModel(model, graph.Name);
    }

    /// <summary>Nodes and constants from here on belong to the module <paramref name="name"/>, until <see cref="Leave"/>.</summary>
    internal void Enter(string name) => path.Push(name);

    internal void Leave() => path.Pop();

    internal OnnxValue Input(string name, ReadOnlySpan<long> shape, DataType type)
    {
        names.Add(name);
        graph.Input.Add(Describe(name, type, shape));
        return new OnnxValue(name);
    }

    internal ModelProto Finish(OnnxValue output, string name)
    {
        foreach (var node in graph.Node)
        {
            Rename(node.Output);
            Rename(node.Input);
        }

        return Finish([new OnnxValue(name)]);

        void Rename(IList<string> values)
        {
            for (var i = 0; i < values.Count; i++)
            {
                values[i] = values[i] == output.Name ? name : values[i];
            }
        }
    }

    private ModelProto Finish(IReadOnlyList<OnnxValue> outputs)
    {
        graph.Output.AddRange(outputs.Select(output => new ValueInfoProto { Name = output.Name, Type = new TypeProto { TensorType = new TensorType { ElemType = (int)DataType.Float } } }));
        return new ModelProto
        {
            IrVersion = OnnxModel.WrittenIr,
            ProducerName = "frugal",
            ProducerVersion = typeof(OnnxModel).Assembly.GetName().Version!.ToString(3),
            Graph = graph,
            OpsetImport = { new OperatorSetIdProto { Version = OnnxModel.WrittenOpset } },
        };
    }

    private OnnxValue AddConstant<T>(string name, ReadOnlySpan<T> values, params ReadOnlySpan<long> shape) where T : unmanaged
    {
        var value = new OnnxValue(Unique(name));
        graph.Initializer.Add(TensorData.Of(value.Name, values, shape));
        return value;
    }

    private static ValueInfoProto Describe(string name, DataType type, ReadOnlySpan<long> shape)
    {
        var dims = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "batch" } } };
        foreach (var dim in shape)
        {
            dims.Dim.Add(dim == AnyLength ? new TensorShapeProto.Types.Dimension { DimParam = "length" } : new TensorShapeProto.Types.Dimension { DimValue = dim });
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TensorType { ElemType = (int)type, Shape = dims } } };
    }

    private string Unique(string stem)
    {
        var wanted = Path.Length == 0 ? stem : $"{Path}.{stem}";
        var name = wanted;
        var number = lastNumbers.GetValueOrDefault(wanted, 1);
        while (!names.Add(name))
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{wanted}_{++number}");
        }

        lastNumbers[wanted] = number;
        return name;
    }
}
