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
        var stored = 0;
        foreach (var tensor in copy.Proto.Graph.Initializer.Where(IsWorthIt).ToArray())
        {
            var numbers = TensorData.Floats(tensor);
            if (TensorPrimitives.MaxMagnitude(numbers) <= Largest)
            {
                Store(graph, tensor, numbers, stored++);
            }
        }

        if (stored == 0)
        {
            throw new FrugalException($"{model.Source}: it has no float32 weights that fit into float16 (those in subgraphs of If, Loop and Scan stay). Give an fp32 model.");
        }

        copy.Proto.Graph.ValueInfo.Clear();
        ModelMetadataKeys.SetFormat(copy.Proto, "fp16", null);
        OnnxCheck.Model(copy.Proto, copy.Source);
        return copy;

        bool IsWorthIt(TensorProto tensor) => tensor.DataType == (int)TensorProto.Types.DataType.Float && graph.Constant(tensor.Name) is not null && !graph.IsOutput(tensor.Name)
            && tensor.Dims.Aggregate(1L, (product, dim) => product * dim) >= SmallestTensor;
    }

    /// <summary>The constant gets a new name and the Cast takes its old one, so that consumers need no change.</summary>
    private static void Store(Graph graph, TensorProto tensor, float[] numbers, int place)
    {
        var halves = new Half[numbers.Length];
        TensorPrimitives.ConvertToHalf(numbers, halves);
        var cast = new NodeProto { OpType = "Cast", Input = { graph.Unique("h") }, Output = { tensor.Name }, Attribute = { Attributes.Of("to", (long)TensorProto.Types.DataType.Float) } };
        var half = TensorData.Of<Half>(cast.Input[0], halves, [.. tensor.Dims]);
        graph.Replace(tensor, half);
        graph.Proto.Node.Insert(place, cast);
    }
}
