using System.Numerics.Tensors;
using Frugal.Onnx.Wire;

namespace Frugal.Onnx;

/// <summary>
/// Stores weights as 16-bit floats and casts them back where they are used: half the file size, the same speed and, within the 11 bits of
/// precision that float16 keeps, the same values. It runs on any processor, because it computes in float32.
/// </summary>
public static class Float16Storage
{
    /// <summary>Minimum number of elements: smaller tensors (biases, scalars) gain less than their Cast costs.</summary>
    private const int SmallestTensor = 256;

    /// <summary>The largest number that float16 holds.</summary>
    private const float Largest = 65504;

    /// <summary>A copy of <paramref name="model"/> with its larger float32 weights stored as float16.</summary>
    /// <exception cref="FrugalException">No tensor of the model can be stored as float16.</exception>
    public static OnnxModel Apply(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var copy = model.Clone();
        FoldBatchNorm.Apply(copy);
        var graph = new Graph(copy.Proto.Graph);
        var (tensors, casts) = (copy.Proto.Graph.Initializer, new List<NodeProto>());
        for (var i = 0; i < tensors.Count; i++)
        {
            if (IsWorthIt(tensors[i]) && TensorData.Floats(tensors[i]) is var numbers && TensorPrimitives.MaxMagnitude(numbers) <= Largest)
            {
                casts.Add(Cast(graph.Unique("h"), tensors[i].Name));
                tensors[i] = Halves(casts[^1].Input[0], numbers, tensors[i].Dims);
            }
        }

        if (casts.Count == 0)
        {
            throw new FrugalException($"{model.Source}: it has no float32 weights that fit into float16 (those in subgraphs of If, Loop and Scan stay). Give an fp32 model.");
        }

        NodeProto[] nodes = [.. casts, .. copy.Proto.Graph.Node];
        copy.Proto.Graph.Node.Clear();
        copy.Proto.Graph.Node.AddRange(nodes);
        copy.Proto.Graph.ValueInfo.Clear();
        ModelMetadataKeys.SetFormat(copy.Proto, "fp16", null);
        OnnxCheck.Model(copy.Proto, copy.Source);
        return copy;

        bool IsWorthIt(TensorProto tensor) => tensor.DataType == (int)TensorProto.Types.DataType.Float && graph.Constant(tensor.Name) is not null && !graph.IsOutput(tensor.Name)
            && tensor.Dims.Aggregate(1L, (product, dim) => product * dim) >= SmallestTensor;
    }

    /// <summary>The constant gets a new name and the Cast takes its old one, so that consumers need no change.</summary>
    private static NodeProto Cast(string half, string tensor) =>
        new() { OpType = "Cast", Input = { half }, Output = { tensor }, Attribute = { Attributes.Of("to", (long)TensorProto.Types.DataType.Float) } };

    private static TensorProto Halves(string name, float[] numbers, IEnumerable<long> shape)
    {
        var halves = new Half[numbers.Length];
        TensorPrimitives.ConvertToHalf(numbers, halves);
        return TensorData.Of<Half>(name, halves, [.. shape]);
    }
}
