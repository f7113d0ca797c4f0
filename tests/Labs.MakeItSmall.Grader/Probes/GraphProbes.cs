using System.Runtime.InteropServices;
using Frugal.Onnx;
using MakeItSmall;
using MakeItSmall.Kit;

namespace Labs.MakeItSmall.Grader.Probes;

/// <summary>A convolution in integers: what the lab's type of that name holds.</summary>
public sealed record LayerNumbers(string Name, long[] Shape, byte[] Weight, float[] Scales, int[] Bias, GridNumbers Input, GridNumbers Output, bool Relu, long Pad)
{
    internal Int8Convolution ToLayer() => new()
    {
        Shape = Shape,
        Weight = MemoryMarshal.Cast<byte, sbyte>(Weight).ToArray(),
        WeightScales = Scales,
        Bias = Bias,
        Input = Input.ToGrid(),
        Output = Output.ToGrid(),
        Relu = Relu,
        Attributes = [("kernel_shape", Shape[2..]), ("pads", new[] { Pad, Pad, Pad, Pad })],
    };
}

/// <summary>A small graph to write: an input of (channels, side, side), and convolutions one after the other.</summary>
public sealed record GraphRequest(long Channels, long Side, LayerNumbers[] Layers);

/// <summary>The whole network to write: the numbers of its convolutions and additions, and where to put the file.</summary>
public sealed record NetworkRequest(LayerNumbers[] Layers, Dictionary<string, GridNumbers> Grids, string To);

/// <summary>A question about a grid.</summary>
public sealed record FastRequest(bool Relu, GridNumbers Output);

/// <summary>Task 3, in the student's process.</summary>
public static class GraphProbes
{
    /// <summary>The bytes of the model.</summary>
    public static byte[] Write(GraphRequest request)
    {
        var graph = new OnnxGraphBuilder("small");
        var value = Int8Graph.OnGrid(graph, graph.Input("input", request.Channels, request.Side, request.Side), request.Layers[0].Input.ToGrid());
        foreach (var layer in request.Layers)
        {
            value = Int8Graph.Convolution(graph, value, layer.ToLayer());
        }

        return graph.Build(value).ToBytes();
    }

    public static bool[] IsFast(FastRequest[] questions) => Array.ConvertAll(questions, question => Int8Graph.IsFast(question.Relu, question.Output.ToGrid()));

    public static bool WriteNetwork(NetworkRequest request)
    {
        var layers = request.Layers.ToDictionary(layer => layer.Name, layer => layer.ToLayer());
        var grids = request.Grids.ToDictionary(pair => pair.Key, pair => pair.Value.ToGrid());
        Int8Network.Write(TrainedNetwork.Load(), layers, grids, new Int8Parts(Int8Graph.OnGrid, Int8Graph.Convolution)).Save(request.To);
        return true;
    }
}
