using Frugal.Onnx;
using Frugal.Onnx.Wire;
using Microsoft.ML.OnnxRuntime;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;

namespace Frugal.Tests.Quantization.Saturation;

/// <summary>Small models of integer operators, written node by node, and ONNX Runtime to run them.</summary>
internal sealed class IntegerModels
{
    private readonly GraphProto graph = new() { Name = "g" };

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
