using Frugal.Onnx;
using Frugal.Onnx.Wire;
using Microsoft.ML.OnnxRuntime;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;

namespace Frugal.Tests.Shared;

/// <summary>Small models of integer operators, written node by node, and ONNX Runtime to run them.</summary>
internal sealed class IntegerModels
{
    /// <summary>(4, 2): the first column's pairs are 127 + 100 and 10 - 120, the second's 64 + 64 and -128 - 1.</summary>
    public static readonly sbyte[] Weight = [127, 64, 100, 64, 10, -128, -120, -1];

    private readonly GraphProto graph = new() { Name = "g" };

    /// <summary>x (1, 4) times the weight, in one of the forms.</summary>
    public static OnnxModel Product<T>(string type, DataType activations, T zero, bool constant) where T : unmanaged
    {
        var model = new IntegerModels();
        var w = constant ? model.Constant("w", Weight, 4, 2) : model.Input("w", DataType.Int8, 4, 2);
        var (one, z, wz) = (model.Constant("one", [1f]), model.Constant("z", [zero]), model.Constant("wz", new sbyte[1]));
        var x = model.Input("x", type is "MatMul" or "DynamicQuantizeMatMul" ? DataType.Float : activations, 1, 4);
        switch (type)
        {
            case "MatMulInteger":
                model.Node(type, [x, w, z], "y");
                break;
            case "DynamicQuantizeMatMul":
                model.Node(type, [x, w, one], "y");
                break;
            case "MatMul":
                model.Node("QuantizeLinear", [x, one, z], "q");
                model.Node(type, [model.Node("DequantizeLinear", ["q", one, z], "d"), model.Node("DequantizeLinear", [w, one, wz], "dw")], "y");
                break;
            case "QGemm":
                model.Node(type, [x, one, z, w, one, wz, "", one, z], "y");
                break;
            default:
                model.Node(type, [x, one, z, w, one, wz, one, z], "y");
                break;
        }

        return model.Finish("y", type == "MatMulInteger" ? DataType.Int32 : DataType.Float);
    }

    public string Constant<T>(string name, T[] values, params long[] shape) where T : unmanaged
    {
        graph.Initializer.Add(TensorData.Of<T>(name, values, shape));
        return name;
    }

    public string Input(string name, DataType type, params long[] shape)
    {
        graph.Input.Add(Value(name, type, shape));
        return name;
    }

    public string Node(string type, string[] inputs, string output, params (string Name, object Value)[] attributes)
    {
        var node = new NodeProto { OpType = type, Input = { inputs }, Output = { output }, Domain = type is "QGemm" or "DynamicQuantizeMatMul" ? "com.microsoft" : "" };
        node.Attribute.AddRange(attributes.Select(attribute => Attributes.Of(attribute.Name, attribute.Value)));
        graph.Node.Add(node);
        return output;
    }

    public OnnxModel Finish(string output, DataType type)
    {
        graph.Output.Add(new ValueInfoProto { Name = output, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type } } });
        return new OnnxModel(new ModelProto
        {
            IrVersion = 8,
            Graph = graph,
            OpsetImport = { new OperatorSetIdProto { Version = 13 }, new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 } },
        }, "integers.onnx");
    }

    public static TOut[] Run<TIn, TOut>(OnnxModel model, TIn[] input, params long[] shape) where TIn : unmanaged where TOut : unmanaged
    {
        using var session = OrtSessions.Create(model.ToBytes(), model.Source, threads: 1);
        using var value = OrtValue.CreateTensorValueFromMemory(input, shape);
        using var options = new RunOptions();
        using var results = session.Run(options, new Dictionary<string, OrtValue> { [session.InputNames[0]] = value }, session.OutputNames);
        return results[0].GetTensorDataAsSpan<TOut>().ToArray();
    }

    private static ValueInfoProto Value(string name, DataType type, long[] shape) => new()
    {
        Name = name,
        Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = new TensorShapeProto { Dim = { shape.Select(dim => new TensorShapeProto.Types.Dimension { DimValue = dim }) } } } },
    };
}
