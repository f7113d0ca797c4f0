using Frugal.Onnx;
using Frugal.Onnx.Wire;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;
using TensorType = Frugal.Onnx.Wire.TypeProto.Types.Tensor;

namespace Frugal.Tests.Shared;

/// <summary>Small ONNX graphs for tests, written by hand; a dimension is a number or a name.</summary>
internal sealed class TestGraph
{
    private readonly ModelProto model = new()
    {
        IrVersion = 8,
        OpsetImport = { new OperatorSetIdProto { Version = 17 } },
        Graph = new GraphProto { Name = "test" },
    };

    public ModelProto Model => model;

    public TestGraph Input(string name, params object[] shape) => Input(name, DataType.Float, shape);

    public TestGraph Input(string name, DataType type, params object[] shape)
    {
        var dims = shape.Select(size => size is string free
            ? new TensorShapeProto.Types.Dimension { DimParam = free }
            : new TensorShapeProto.Types.Dimension { DimValue = (int)size });
        model.Graph.Input.Add(new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TensorType { ElemType = (int)type, Shape = new TensorShapeProto { Dim = { dims } } } },
        });
        return this;
    }

    public TestGraph Output(string name)
    {
        model.Graph.Output.Add(new ValueInfoProto { Name = name });
        return this;
    }

    /// <summary>Zeros of the given shape.</summary>
    public TestGraph Weight<T>(string name, params long[] shape) where T : unmanaged
    {
        model.Graph.Initializer.Add(TensorData.Of<T>(name, new T[shape.Aggregate(1L, (a, b) => a * b)], shape));
        return this;
    }

    public TestGraph Scalar<T>(string name, T value) where T : unmanaged
    {
        model.Graph.Initializer.Add(TensorData.Of<T>(name, [value]));
        return this;
    }

    public TestGraph Node(string type, string inputs, string output, params (string Name, object Value)[] attributes)
    {
        var node = new NodeProto { OpType = type, Output = { output } };
        node.Input.AddRange(inputs.Split(' '));
        node.Attribute.AddRange(attributes.Select(attribute => Attributes.Of(attribute.Name, attribute.Value)));
        model.Graph.Node.Add(node);
        return this;
    }

    /// <summary>The model as a file in the test's own folder.</summary>
    public string Save(string name = "model.onnx")
    {
        var folder = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "models", TestContext.CurrentContext.Test.ID));
        var path = Path.Combine(folder.FullName, name);
        new OnnxModel(model, path).Save(path);
        return path;
    }

    /// <summary>A convolution of 3 to 8 channels over pictures of 16 x 16, pooled to 8 logits; the batch is open.</summary>
    public static TestGraph Convolution() => new TestGraph()
        .Input("x", "batch", 3, 16, 16)
        .Weight<float>("w", 8, 3, 3, 3).Weight<float>("b", 8)
        .Node("Conv", "x w b", "c", ("pads", new long[] { 1, 1, 1, 1 }))
        .Node("GlobalAveragePool", "c", "p")
        .Node("Flatten", "p", "y")
        .Output("y");
}
