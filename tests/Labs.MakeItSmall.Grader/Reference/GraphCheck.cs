using Frugal;
using Frugal.Onnx;

namespace Labs.MakeItSmall.Grader;

/// <summary>Reads a graph that the student's code wrote, and says which of its nodes is not where the engine looks for it.</summary>
internal sealed class GraphCheck
{
    private const string Call = "Int8Graph.Convolution";

    private readonly OnnxModel model;
    private readonly Dictionary<string, OnnxNode> makers;
    private readonly Dictionary<string, OnnxValueInfo> constants;

    /// <param name="bytes">The model, which may be anything.</param>
    public GraphCheck(byte[] bytes)
    {
        try
        {
            model = OnnxModel.Parse(bytes, "your graph");
        }
        catch (FrugalException broken)
        {
            throw new GradingException(Cause.WrongAnswer, broken.Message);
        }

        makers = model.Nodes.SelectMany(node => node.Outputs.Select(output => (output, node))).DistinctBy(pair => pair.output).ToDictionary();
        constants = model.Constants.DistinctBy(constant => constant.Name).ToDictionary(constant => constant.Name);
    }

    public IReadOnlyList<OnnxNode> Convolutions => [.. model.Nodes.Where(node => node.Operator == "Conv")];

    /// <summary>Every activation passes QuantizeLinear and DequantizeLinear, with numbers of the right types.</summary>
    public void ActivationsAreOnGrids(int expected)
    {
        var pairs = model.Nodes.Where(node => node.Operator == "QuantizeLinear").ToList();
        Say.That(pairs.Count == expected, "Int8Graph.OnGrid", $"{expected} QuantizeLinear nodes (the input and each layer's output)", $"{pairs.Count}", "OnGrid: one QuantizeLinear, and Convolution ends with OnGrid");
        foreach (var node in pairs)
        {
            Parameters(node, "QuantizeLinear");
            var next = Readers(Output(node));
            Say.That(next is [{ Operator: "DequantizeLinear" }], "Int8Graph.OnGrid", "a DequantizeLinear that reads the QuantizeLinear", Names(next), "the second node of OnGrid");
            Parameters(next[0], "DequantizeLinear");
        }

        void Parameters(OnnxNode node, string name)
        {
            var zero = TypeOf(Input(node, 2));
            Say.That(zero == "UInt8", $"Int8Graph.OnGrid, the zero point of the {name}", "a constant of uint8", zero, "the type of the constant: graph.Integers(\"zero\", [(byte)grid.Zero]); without it an activation would get int8");
            Say.That(TypeOf(Input(node, 1)) == "Float", $"Int8Graph.OnGrid, the scale of the {name}", "a constant of float32", TypeOf(Input(node, 1)), "the order of the inputs: value, scale, zero point");
        }
    }

    /// <summary>Weights and biases are integers in the file, with a scale for each channel.</summary>
    public void NumbersAreIntegers()
    {
        Say.That(Convolutions.Count > 0, Call, "a Conv node for each layer", "none", "the node's name, \"Conv\"");
        foreach (var node in Convolutions)
        {
            Say.That(node.Inputs.Count == 3, $"{Call}, the inputs of the Conv", "input, weights and bias", $"{node.Inputs.Count} inputs", "the list of inputs: [input, weight, bias]");
            Integers(node.Inputs[1], "weights", "Int8");
            Integers(node.Inputs[2], "bias", "Int32");
        }

        void Integers(string value, string what, string type)
        {
            var maker = makers.GetValueOrDefault(value);
            Say.That(maker is { Operator: "DequantizeLinear" }, $"{Call}, the {what} of the Conv", "the output of a DequantizeLinear", maker?.Operator ?? $"a constant of {TypeOf(value)}", $"what makes the {what}: the file must hold integers, and the graph turns them into floats");
            var stored = TypeOf(Input(maker!, 0));
            Say.That(stored == type, $"{Call}, the stored {what}", $"a constant of {type}", makers.TryGetValue(Input(maker!, 0), out var computed) ? $"the output of a {computed.Operator}, computed at each run" : stored, $"the constant that holds the {what}");
            var (shape, scales) = (constants[Input(maker!, 0)].Shape, constants.GetValueOrDefault(Input(maker!, 1))?.Shape);
            Say.That(shape.Count > 0, $"{Call}, the stored {what}", "as many numbers as the layer has", "a single number", $"the shape of the constant that holds the {what}");
            var channels = shape[0];
            Say.That(scales is [var count] && count == channels, $"{Call}, the scales of the {what}", $"{channels}, one for each output channel", scales is null ? "no constant" : scales.Count == 0 ? "a single one" : $"{scales[0]}", "the constant of the scales and its shape");
            var axis = maker!.Attributes.FirstOrDefault(attribute => attribute.Name == "axis").Value ?? 1L;
            Say.That(shape.Count == 1 || axis is 0L, $"{Call}, the DequantizeLinear of the {what}", "axis 0, the output channels", $"axis {axis}", "the attribute (\"axis\", 0L): without it the scales belong to the input channels");
        }
    }

    /// <summary>The engine finds its pattern around each convolution: DequantizeLinear, Conv, (Relu that the zero point makes idle,) QuantizeLinear.</summary>
    public void EngineFindsItsPattern()
    {
        foreach (var node in Convolutions)
        {
            var maker = makers.GetValueOrDefault(Input(node, 0));
            Say.That(maker is { Operator: "DequantizeLinear" }, $"{Call}, the input of the Conv", "a value on its grid: the output of a DequantizeLinear", maker?.Operator ?? "the float input", "which value the Conv reads");
            var next = Readers(Output(node));
            next = next is [{ Operator: "Relu" } relu] ? Readers(Output(relu)) : next;
            Say.That(next is [{ Operator: "QuantizeLinear" }], $"{Call}, what reads the Conv's output", "one QuantizeLinear, at most a Relu between them", Names(next), "the order: Conv, (Relu,) then OnGrid");
        }
    }

    private List<OnnxNode> Readers(string value) => [.. model.Nodes.Where(node => node.Inputs.Contains(value))];

    private string TypeOf(string value) => value.Length == 0 ? "none" : constants.TryGetValue(value, out var constant) ? constant.Type.Replace("Uint8", "UInt8", StringComparison.Ordinal) : makers.TryGetValue(value, out var maker) ? $"the output of a {maker.Operator}" : "the input";

    private static string Input(OnnxNode node, int place) => place < node.Inputs.Count ? node.Inputs[place] : "";

    private static string Output(OnnxNode node) => node.Outputs.Count > 0 ? node.Outputs[0] : "";

    private static string Names(List<OnnxNode> nodes) => nodes.Count == 0 ? "nothing" : string.Join(" and ", nodes.Select(node => node.Operator));
}
