using System.Runtime.InteropServices;
using Frugal.Onnx;
using Frugal.Onnx.Wire;
using Google.Protobuf;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Quantization;

/// <summary>
/// Quantisation-aware training (Jacob et al. 2018, section 3): a model's graph as a trainable module that rounds weights and activations exactly where
/// <see cref="StaticQuantizer"/> will. Batch normalisations are folded before training. Train it like any module, with a small learning rate, then
/// call <see cref="Export"/>: the int8 model computes the same function as the module.
/// </summary>
public sealed class QuantizationAwareNetwork : nn.Module<Tensor, Tensor>
{
    private readonly PlannedModel planned;
    private readonly Dictionary<string, Parameter> weights = [];
    private readonly Dictionary<string, Tensor> constants = [];
    private readonly Dictionary<string, FakeQuantize> grids = [];
    private readonly Dictionary<string, PairLayout?> pairs = [];
    private readonly Dictionary<string, NodeProto> clips;
    private readonly string input;
    private readonly string output;

    private QuantizationAwareNetwork(PlannedModel planned, QuantizationAwareOptions options)
        : base(nameof(QuantizationAwareNetwork))
    {
        this.planned = planned;
        (input, output) = (planned.Model.Inputs[0].Name, planned.Model.Outputs[0].Name);
        var graph = planned.Context.Graph;
        clips = graph.Proto.Node.Where(IsClip).ToDictionary(node => node.Input[0]);
        foreach (var node in graph.Proto.Node)
        {
            foreach (var name in node.Input.Where(name => graph.Constant(name) is { } tensor && tensor.DataType == (int)TensorProto.Types.DataType.Float).Distinct())
            {
                Take(node, name, graph.Constant(name)!);
            }
        }

        foreach (var (value, grid) in planned.Grids)
        {
            grids[value] = options.LearnScales
                ? new LearnedFakeQuantize(grid, options.Quantization.Activations)
                : new ObservedFakeQuantize(planned.Ranges[value], options.Quantization.Activations, options.ObserverWeight);
            register_module($"grid_{grids.Count}", grids[value]);
        }
    }

    /// <summary>Makes a model trainable.</summary>
    /// <param name="model">A float32 model with one input and one output that uses operators of image networks.</param>
    /// <param name="data">Sample inputs for the initial calibration.</param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <param name="cancellation">Ends the calibration between two batches.</param>
    /// <exception cref="FrugalException">An operator cannot be trained, or <see cref="StaticQuantizer"/> rejects the model.</exception>
    public static QuantizationAwareNetwork Create(OnnxModel model, CalibrationData data, QuantizationAwareOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new QuantizationAwareOptions();
        var planned = PlannedModel.Create(model, data, options.Quantization, cancellation);
        if (planned.Model.Inputs.Count != 1 || planned.Model.Outputs.Count != 1)
        {
            throw new FrugalException($"{model.Source}: {planned.Model.Inputs.Count} inputs and {planned.Model.Outputs.Count} outputs; one of each can be trained. Train it in its own framework.");
        }

        var refusals = planned.Model.Proto.Graph.Node.Select(node => (node, Reason: GraphNodes.Refusal(planned.Context.Graph, node))).Where(entry => entry.Reason is not null).ToArray();
        return refusals is [var (node, reason), ..]
            ? throw new FrugalException($"{model.Source}: {OnnxCheck.Label(node)}: {reason}. Quantise it after training with `frugal quantize`.")
            : new QuantizationAwareNetwork(planned, options);
    }

    /// <summary>The int8 model for the current weights and scales; training may continue afterwards.</summary>
    public QuantizationResult Export()
    {
        var copy = planned.Copy();
        foreach (var (name, weight) in weights)
        {
            var tensor = copy.Context.Graph.Constant(name)!;
            tensor.FloatData.Clear();
            tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(ModuleWeights.Floats(weight)));
        }

        foreach (var (value, grid) in grids)
        {
            copy.Grids[value] = grid.Parameters;
        }

        return copy.Write();
    }

    /// <summary>Runs the network with rounded weights and activations.</summary>
    /// <param name="x">The model's input, float32; for images (N, C, H, W).</param>
    /// <returns>The model's output, float32; for classifiers logits, (N, classes).</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var plan = planned.Plan;
        var (values, rounded) = (new Dictionary<string, Tensor>(), new Dictionary<string, Tensor>());
        Made(input, x, quantized: false);
        foreach (var node in planned.Context.Graph.Proto.Node)
        {
            var pattern = plan.PatternOf(node);
            Tensor?[] inputs = [.. node.Input.Select((name, i) => Input(node, pattern, name, i))];
            Made(node.Output[0], IsClip(node) ? inputs[0]! : Clipped(node.Output[0], GraphNodes.Run(planned.Context.Graph, node, inputs)), pattern is not null);
        }

        return values[output].MoveToOuterDisposeScope();

        // The output of a float node is rounded only for int8 consumers; the output of an int8 node is rounded for all consumers.
        void Made(string name, Tensor value, bool quantized)
        {
            var grid = plan.Values.Contains(name) ? grids[plan.GridOf(name)] : null;
            values[name] = grid is not null && quantized ? grid.call(value) : value;
            if (grid is not null && !quantized)
            {
                rounded[name] = grid.call(value);
            }
        }

        // A clipping shares the grid of its input, whose range ends at the clipping bounds. It is applied first, so that the observer never sees values beyond.
        Tensor Clipped(string name, Tensor value) => clips.TryGetValue(name, out var clip) ? GraphNodes.Run(planned.Context.Graph, clip, [value]) : value;

        Tensor? Input(NodeProto node, Pattern? pattern, string name, int place) =>
            pattern is not null && rounded.TryGetValue(name, out var onGrid) ? onGrid
            : values.TryGetValue(name, out var value) ? value
            : weights.TryGetValue(name, out var weight) ? (place == 1 && pattern is not null ? FakeWeight.Apply(weight, Axis(node), planned.Context.Options.FormatOf(node), Pairs(node, name), Bound(node)) : weight)
            : constants.GetValueOrDefault(name);
    }

    /// <summary>Registers a constant: weights and biases are trained; other constants are fixed, and those of int8 nodes are quantised.</summary>
    private void Take(NodeProto node, string name, TensorProto constant)
    {
        var numbers = TensorData.Floats(constant);
        long[] shape = [.. constant.Dims];
        if (node.OpType is "Conv" or "Gemm" or "MatMul")
        {
            if (weights.TryAdd(name, new Parameter(tensor(numbers, shape))))
            {
                register_parameter($"weight_{weights.Count}", weights[name]);
            }
        }
        else if (!constants.ContainsKey(name))
        {
            var stays = planned.Plan.PatternOf(node) is ElementwisePattern or ConcatPattern ? QuantizedTensor.Quantize(numbers, shape, planned.Context.Options.Activations).Dequantize() : numbers;
            constants[name] = tensor(stays, shape);
            register_buffer($"constant_{constants.Count}", constants[name]);
        }
    }

    private PairLayout? Pairs(NodeProto node, string weight)
    {
        if (!pairs.TryGetValue(weight, out var layout))
        {
            var padding = node.OpType == "Conv" ? ChannelPadding.Of(planned.Context.Graph, planned.Plan, node.Input[0]) : 0;
            pairs[weight] = layout = PairLayout.Of(node, weights[weight].shape, padding);
        }

        return layout;
    }

    private PairBound Bound(NodeProto node) => planned.Plan.Values.Contains(node.Input[0])
        ? PairBound.For(ActivationReach.Largest(planned.Context.Graph, node.Input[0], grids[planned.Plan.GridOf(node.Input[0])].Parameters, planned.Context.Options.Activations))
        : PairBound.Full;

    private bool IsClip(NodeProto node) => planned.Plan.PatternOf(node)?.Role == PatternRole.Absorb;

    private int? Axis(NodeProto node) => !planned.Context.Options.PerChannel ? null : node.OpType switch
    {
        "Conv" => 0,
        "Gemm" => Attributes.Int(node, "transB", 0) == 1 ? 0 : 1,
        _ => weights[node.Input[1]].shape.Length == 2 ? 1 : null,
    };
}
