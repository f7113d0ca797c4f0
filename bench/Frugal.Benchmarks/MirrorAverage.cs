using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Benchmarks;

/// <summary>Test-time augmentation as a graph: the mean of the logits of a picture and of its mirror image, twice the work on the same weights.</summary>
internal static class MirrorAverage
{
    public static OnnxModel Of(OnnxModel model)
    {
        var result = model.Clone();
        var graph = result.Proto.Graph;
        var (input, output) = (model.Inputs[0].Name, graph.Output[0].Name);
        var shared = graph.Initializer.Select(tensor => tensor.Name).Append("").ToHashSet();
        var nodes = graph.Node.ToArray();
        graph.Node.Clear();
        graph.ValueInfo.Clear();
        graph.Initializer.Add([
            TensorData.Of("mirror/starts", [-1L], 1), TensorData.Of("mirror/ends", [long.MinValue], 1),
            TensorData.Of("mirror/axes", [3L], 1), TensorData.Of("mirror/steps", [-1L], 1), TensorData.Scalar("mirror/half", 0.5f)]);
        graph.Node.Add(Node("Slice", $"mirror/{input}", input, "mirror/starts", "mirror/ends", "mirror/axes", "mirror/steps"));
        graph.Node.AddRange(nodes.Select(node => Renamed(node, value => value == output ? $"plain/{output}" : value)));
        graph.Node.AddRange(nodes.Select(node => Renamed(node, value => shared.Contains(value) ? value : $"mirror/{value}")));
        graph.Node.Add(Node("Add", "mirror/sum", $"plain/{output}", $"mirror/{output}"));
        graph.Node.Add(Node("Mul", output, "mirror/sum", "mirror/half"));
        return result;
    }

    private static NodeProto Node(string type, string output, params string[] inputs) =>
        new() { OpType = type, Name = output, Input = { inputs }, Output = { output } };

    private static NodeProto Renamed(NodeProto node, Func<string, string> rename)
    {
        var copy = node.Clone();
        copy.Name = copy.Output.Count > 0 ? rename(copy.Output[0]) : "";
        for (var i = 0; i < copy.Input.Count; i++)
        {
            copy.Input[i] = rename(copy.Input[i]);
        }

        for (var i = 0; i < copy.Output.Count; i++)
        {
            copy.Output[i] = rename(copy.Output[i]);
        }

        return copy;
    }
}
