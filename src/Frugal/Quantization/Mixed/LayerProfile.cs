using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Onnx.Wire;
using Microsoft.ML.OnnxRuntime;
using OrtBatch = System.Collections.Generic.IReadOnlyDictionary<string, Microsoft.ML.OnnxRuntime.OrtValue>;

namespace Frugal.Quantization;

/// <summary>Measures each layer of a planned model alone: its float32 and int8 kernels in alternation, and the effect of int8 in it on the outputs.</summary>
internal sealed class LayerProfile(PlannedModel planned, ModelRunOptions run, TimingOptions timing)
{
    private readonly Graph graph = planned.Context.Graph;

    /// <summary>All layers that can compute in int8, in the graph's order.</summary>
    /// <param name="data">Sample inputs to compare outputs on, all kept in memory until the end.</param>
    /// <param name="cancellation">Ends the work between two layers.</param>
    public IReadOnlyList<LayerLatency> Measure(CalibrationData data, CancellationToken cancellation)
    {
        NodeProto[] layers = [.. WeightedLayer.All(graph).Select(layer => layer.Node).Where(node => planned.Plan.PatternOf(node) is not null)];
        OrtBatch[] batches = [.. data.Batches(planned.Model)];
        try
        {
            var wanted = SensitivityAnalysis.Outputs(planned.Model, batches);
            return [.. layers.Select(layer =>
            {
                Interruption.ThrowIfRequested(cancellation);
                var others = layers.Where(other => other != layer).Select(WeightNodes.Name);
                var alone = planned.With(planned.Context.Options with { Exclude = planned.Context.Options.Exclude.Union(others).ToHashSet() }).Write().Model;
                var error = SensitivityAnalysis.Error(wanted, SensitivityAnalysis.Outputs(alone, batches));
                var (whole, integers) = Time(layer);
                return new LayerLatency(WeightNodes.Name(layer), layer.OpType, whole, integers, error);
            })];
        }
        finally
        {
            Array.ForEach(batches, Calibration.Dispose);
        }
    }

    private (Milliseconds Float, Milliseconds Int8) Time(NodeProto layer)
    {
        var shape = planned.Context.Facts[layer.Input[0]].Shape.ToArray();
        shape[0] = Math.Min(shape[0], run.Batch);   // calibration may have used larger batches
        var alone = Alone(layer, shape);
        var numbers = new float[shape.Aggregate(1L, (product, dim) => product * dim)];
        var random = new Random(run.Seed);
        Array.ForEach(Enumerable.Range(0, numbers.Length).ToArray(), i => numbers[i] = random.NextSingle());
        var sample = CalibrationData.FromBatches(_ => [new Dictionary<string, OrtValue> { [layer.Input[0]] = OrtValue.CreateTensorValueFromMemory(numbers, shape) }]);
        var quantized = StaticQuantizer.Quantize(alone, sample, planned.Context.Options with { Exclude = new HashSet<string>() }).Model;
        ToIntegers(quantized.Proto.Graph, shape);
        using var clock = new ModelClock(alone, run, timing);
        var (integers, floats) = clock.Time(quantized);
        return (floats, integers);
    }

    /// <summary>A model that consists of one layer.</summary>
    private OnnxModel Alone(NodeProto layer, long[] shape)
    {
        var proto = new ModelProto { IrVersion = planned.Model.Proto.IrVersion, OpsetImport = { planned.Model.Proto.OpsetImport } };
        proto.Graph = new GraphProto
        {
            Name = "layer",
            Node = { layer.Clone() },
            Initializer = { layer.Input.Skip(1).Select(graph.Constant).OfType<TensorProto>().Select(tensor => tensor.Clone()) },
            Input = { Value(layer.Input[0], TensorProto.Types.DataType.Float, shape) },
            Output = { Value(layer.Output[0], TensorProto.Types.DataType.Float, null) },
        };
        return new OnnxModel(proto, WeightNodes.Name(layer));
    }

    /// <summary>Uses integer inputs and outputs, as between two int8 layers: the conversion from floats is not part of the layer.</summary>
    private static void ToIntegers(GraphProto graph, long[] shape)
    {
        var first = graph.Node.FirstOrDefault(node => node.OpType == "QuantizeLinear" && node.Input[0] == graph.Input[0].Name);
        var last = graph.Node.FirstOrDefault(node => node.OpType == "DequantizeLinear" && node.Output[0] == graph.Output[0].Name);
        if (first is not null)
        {
            graph.Node.Remove(first);
            graph.Input[0] = Value(first.Output[0], TensorProto.Types.DataType.Uint8, shape);
        }

        if (last is not null)
        {
            graph.Node.Remove(last);
            graph.Output[0] = Value(last.Input[0], TensorProto.Types.DataType.Uint8, null);
        }
    }

    private static ValueInfoProto Value(string name, TensorProto.Types.DataType type, long[]? shape)
    {
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)type };
        if (shape is not null)
        {
            tensor.Shape = new TensorShapeProto { Dim = { shape.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }) } };
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }
}
