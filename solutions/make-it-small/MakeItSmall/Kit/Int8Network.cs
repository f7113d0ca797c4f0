using Frugal.Onnx;

namespace MakeItSmall.Kit;

/// <summary>How values and convolutions are written: <c>Int8Graph</c>'s methods.</summary>
/// <param name="OnGrid">Puts a value on its grid.</param>
/// <param name="Convolution">Writes a convolution in integers.</param>
public sealed record Int8Parts(Func<OnnxGraphBuilder, OnnxValue, Grid, OnnxValue> OnGrid, Func<OnnxGraphBuilder, OnnxValue, Int8Convolution, OnnxValue> Convolution);

/// <summary>How weights and biases become integers: <c>Grids</c>' methods.</summary>
/// <param name="PerChannel">Integers and scales of weights, for a number of channels.</param>
/// <param name="Bias">Integers of biases, for the input's scale and the weights' scales.</param>
public sealed record Int8Rounding(Func<float[], int, (sbyte[] Integers, float[] Scales)> PerChannel, Func<float[], float, float[], int[]> Bias);

/// <summary>Writes a network in integers: its convolutions with your <c>Int8Graph</c>, its additions in QDQ form. The pooling and the last layer, 1% of the work, stay in float32.</summary>
public static class Int8Network
{
    /// <summary>Copies the nodes of a float network one by one, in integers.</summary>
    /// <param name="model">The float network; it is not changed.</param>
    /// <param name="convolutions">The numbers of each convolution, by the name of its output.</param>
    /// <param name="grids">The grid of the network's input and of each addition's output, by name.</param>
    /// <param name="parts">How values and convolutions are written.</param>
    public static OnnxModel Write(OnnxModel model, IReadOnlyDictionary<string, Int8Convolution> convolutions, IReadOnlyDictionary<string, Grid> grids, Int8Parts parts)
    {
        var graph = new OnnxGraphBuilder("int8");
        var input = model.Inputs[0];
        var values = new Dictionary<string, OnnxValue> { [input.Name] = parts.OnGrid(graph, graph.Input(input.Name, [.. input.Shape.Skip(1).Select(side => side!.Value)]), grids[input.Name]) };
        foreach (var node in model.Nodes)
        {
            values[node.Outputs[0]] = node.Operator switch
            {
                "Conv" => parts.Convolution(graph, Value(node.Inputs[0]), convolutions[node.Outputs[0]] with { Attributes = [.. node.Attributes] }),
                "Add" => parts.OnGrid(graph, graph.Relu(graph.Add(Value(node.Inputs[0]), Value(node.Inputs[1]))), grids[node.Outputs[0]]),
                "Relu" => Value(node.Inputs[0]),   // each belongs to the convolution or the addition before it
                _ => graph.Node(node.Operator, [.. node.Inputs.Select(Value)], [.. node.Attributes]),
            };
        }

        var written = graph.Build(values[model.Outputs[0].Name]);
        written.Metadata = model.Metadata with { Format = "int8" };
        return written;

        OnnxValue Value(string name) => values.TryGetValue(name, out var known) ? known
            : model.Constant(name) is { } constant ? graph.Constant(name, constant.Values, [.. constant.Shape])
            : throw new InvalidOperationException($"{name} is not known: write the nodes in their order.");
    }

    /// <summary>The integers of all convolutions, by the names of their outputs.</summary>
    /// <param name="model">The float network.</param>
    /// <param name="grids">The grids of the activations, by the name of the convolution or addition that makes them.</param>
    /// <param name="rounding">How numbers become integers.</param>
    public static IReadOnlyDictionary<string, Int8Convolution> Convolutions(OnnxModel model, IReadOnlyDictionary<string, Grid> grids, Int8Rounding rounding)
    {
        // The grid of a ReLU's output is that of the node before it.
        var before = model.Nodes.Where(node => node.Operator == "Relu").ToDictionary(relu => relu.Outputs[0], relu => relu.Inputs[0]);
        var made = new Dictionary<string, Int8Convolution>();
        foreach (var node in TrainedNetwork.Convolutions(model))
        {
            var (numbers, input) = (TrainedNetwork.NumbersOf(model, node), grids[before.GetValueOrDefault(node.Inputs[0], node.Inputs[0])]);
            var (integers, scales) = rounding.PerChannel(numbers.Weight, numbers.Outputs);
            made[node.Outputs[0]] = new Int8Convolution
            {
                Shape = [.. model.Constant(node.Inputs[1])!.Shape],
                Weight = integers,
                WeightScales = scales,
                Bias = rounding.Bias(numbers.Bias, input.Scale, scales),
                Input = input,
                Output = grids[node.Outputs[0]],
                Relu = model.Nodes.Any(next => next.Operator == "Relu" && next.Inputs[0] == node.Outputs[0]),
            };
        }

        return made;
    }
}
