using Frugal.Data;
using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MakeItSmall.Kit;

/// <summary>What flows through a network for some pictures: the values from which ranges are chosen.</summary>
public static class Activations
{
    /// <summary>The values of the input and of each convolution and addition, after its ReLU if there is one; by the name of the node's output.</summary>
    public static IReadOnlyDictionary<string, float[]> Of(OnnxModel model, IImageDataset pictures)
    {
        var (graph, copies) = (new OnnxGraphBuilder("observed"), new Dictionary<string, OnnxValue>());
        var input = model.Inputs[0];
        copies[input.Name] = graph.Input(input.Name, [.. input.Shape.Skip(1).Select(side => side!.Value)]);
        foreach (var node in model.Nodes)
        {
            foreach (var constant in node.Inputs.Where(name => !copies.ContainsKey(name)).Select(name => model.Constant(name)!))
            {
                copies[constant.Name] = graph.Constant(constant.Name, constant.Values, [.. constant.Shape]);
            }

            copies[node.Outputs[0]] = graph.Node(node.Operator, [.. node.Inputs.Select(name => copies[name])], [.. node.Attributes]);
        }

        (string Name, OnnxValue Value)[] observed = [.. model.Nodes.Where(node => node.Operator is "Conv" or "Add").Select(node => (node.Outputs[0], copies[AfterRelu(model, node)]))];
        using var session = new InferenceSession(graph.Build([.. observed.Select(one => one.Value)]).ToBytes());
        using var run = new RunOptions();
        var preprocessing = model.Metadata.ToPreprocessing();
        var numbers = Enumerable.Range(0, pictures.Count).SelectMany(i => preprocessing.Apply(pictures.Image(i))).ToArray();
        using var batch = OrtValue.CreateTensorValueFromMemory(numbers, [pictures.Count, 3, preprocessing.Size, preprocessing.Size]);
        using var outputs = session.Run(run, [input.Name], [batch], [.. observed.Select(one => one.Value.Name)]);
        return observed.Zip(outputs, (one, value) => (one.Name, Values: value.GetTensorDataAsSpan<float>().ToArray())).Append((input.Name, numbers)).ToDictionary();
    }

    private static string AfterRelu(OnnxModel model, OnnxNode node) =>
        model.Nodes.FirstOrDefault(next => next.Operator == "Relu" && next.Inputs[0] == node.Outputs[0])?.Outputs[0] ?? node.Outputs[0];
}
