using Frugal.Onnx;
using Frugal.Onnx.Wire;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Frugal.Quantization;

/// <summary>Runs a model in ONNX Runtime and reads intermediate values, which are added to its outputs.</summary>
internal sealed class Calibrator : IDisposable
{
    private readonly InferenceSession session;
    private readonly string name;
    private readonly string[] values;

    public Calibrator(OnnxModel model, IEnumerable<string> values)
    {
        name = model.Source;
        this.values = [.. values];
        var proto = model.Proto.Clone();
        var outputs = proto.Graph.Output.Select(output => output.Name).ToHashSet();
        proto.Graph.Output.AddRange(this.values.Where(outputs.Add).Select(value => new ValueInfoProto { Name = value }));
        session = OrtSessions.Create(proto.ToByteArray(), name);
    }

    /// <summary>Runs one batch; the results are in the order of the values.</summary>
    /// <exception cref="FrugalException">The batch does not fit the model.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(IReadOnlyDictionary<string, OrtValue> batch)
    {
        try
        {
            using var options = new RunOptions();
            return session.Run(options, batch, values);
        }
        catch (OnnxRuntimeException refusal)
        {
            throw QuantizationErrors.BadSample(name, refusal);
        }
    }

    /// <summary>Runs one batch and passes each value's index and elements to <paramref name="show"/>.</summary>
    public void Observe(IReadOnlyDictionary<string, OrtValue> batch, Action<int, ReadOnlySpan<float>> show)
    {
        using var results = Run(batch);
        for (var i = 0; i < values.Length; i++)
        {
            show(i, results[i].GetTensorDataAsSpan<float>());
        }
    }

    /// <summary>The shape and type of every node output, seen on one batch.</summary>
    public static Dictionary<string, ValueFacts> Probe(OnnxModel model, IReadOnlyDictionary<string, OrtValue> batch)
    {
        var produced = model.Proto.Graph.Node.Where(IsTensor).SelectMany(node => node.Output).Where(value => value.Length > 0).ToArray();
        using var calibrator = new Calibrator(model, produced);
        using var results = calibrator.Run(batch);
        var facts = batch.ToDictionary(input => input.Key, input => Facts(input.Value));
        for (var i = 0; i < produced.Length; i++)
        {
            facts[produced[i]] = Facts(results[i]);
        }

        return facts;
    }

    public void Dispose() => session.Dispose();

    private static bool IsTensor(NodeProto node) =>
        !node.OpType.Contains("Sequence", StringComparison.Ordinal) && !node.OpType.StartsWith("Optional", StringComparison.Ordinal) && node.OpType is not ("If" or "Loop" or "Scan");

    private static ValueFacts Facts(OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        return new(info.Shape, info.ElementDataType == TensorElementType.Float);
    }
}

/// <summary>The shape and type of a value, as seen in a run.</summary>
/// <param name="Shape">Its dimensions with the batch that was run.</param>
/// <param name="IsFloat">Whether its elements are float32.</param>
internal sealed record ValueFacts(long[] Shape, bool IsFloat);
