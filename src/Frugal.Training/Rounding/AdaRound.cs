using Frugal.Architectures;
using Frugal.Onnx;
using Frugal.Onnx.Wire;
using static TorchSharp.torch;
using OrtBatch = System.Collections.Generic.IReadOnlyDictionary<string, Microsoft.ML.OnnxRuntime.OrtValue>;

namespace Frugal.Quantization;

/// <summary>
/// AdaRound (Nagel et al. 2020): rounds each weight up or down to minimise the change of the layer's output, not of the weight. Layers are processed
/// in order from the input; each learns on the outputs of the layers already rounded, so that it also compensates for their errors.
/// </summary>
public static class AdaRound
{
    /// <summary>
    /// A copy of <paramref name="model"/> whose weights lie on the grids of <paramref name="options"/>; <see cref="StaticQuantizer"/> with the same
    /// bits reproduces these grids.
    /// </summary>
    /// <param name="model">A float32 model.</param>
    /// <param name="data">Sample inputs, all kept in memory until the end.</param>
    /// <param name="options">AdaRound's options; null for the defaults.</param>
    /// <param name="progress">Notified after every layer with the completed share, 0 to 1.</param>
    /// <param name="cancellation">Stops between two layers.</param>
    /// <exception cref="FrugalException">There is no batch, or no layer with weights.</exception>
    public static OnnxModel Apply(OnnxModel model, CalibrationData data, AdaRoundOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new AdaRoundOptions();
        var original = model.Clone();
        Preparation.Apply(original);
        var rounded = original.Clone();
        var graph = new Graph(rounded.Proto.Graph);
        WeightedLayer[] layers = [.. WeightedLayer.All(graph).Where(layer => RowSampler.Knows(layer, graph))];
        if (layers.Length == 0)
        {
            throw QuantizationErrors.NothingToQuantize(model.Source, "it has no layer with constant weights");
        }

        OrtBatch[] batches = [.. data.Batches(original)];
        try
        {
            if (batches.Length == 0)
            {
                throw QuantizationErrors.NoSamples(model.Source);
            }

            var wanted = Sample(original, layers, graph, batches, options);
            for (var i = 0; i < layers.Length; i++)
            {
                Interruption.ThrowIfRequested(cancellation);
                Round(graph, layers[i], wanted[i], Sample(rounded, [layers[i]], graph, batches, options)[0], options);
                progress?.Report((i + 1.0) / layers.Length);
            }
        }
        finally
        {
            Array.ForEach(batches, Calibration.Dispose);
        }

        graph.Sweep();
        return rounded;
    }

    private static void Round(Graph graph, WeightedLayer layer, RowSampler before, RowSampler now, AdaRoundOptions options)
    {
        using var scope = NewDisposeScope();
        long groups = layer.Groups, outputs = layer.Outputs / layer.Groups, row = layer.Row;
        var format = options.Quantization.FormatOf(layer.Node);
        if (format.BoundsPairs)
        {
            format = QuantizationFormat.Int8Reduced;   // independent of which two weights share a sum, and SafeWeights reproduces this grid
        }

        var scales = options.Quantization.PerChannel
            ? Enumerable.Range(0, layer.Outputs).Select(o => MseScales.Of(layer.Weight.AsSpan(o * layer.Row, layer.Row), format.QMax)).ToArray()
            : [.. Enumerable.Repeat(MseScales.Of(layer.Weight, format.QMax), layer.Outputs)];
        var weight = tensor(layer.Weight, [groups, outputs, row]);
        var scale = tensor(scales, [groups, outputs, 1]);
        var bias = tensor(layer.Bias ?? new float[layer.Outputs], [groups, 1, outputs]);
        var goal = Rows(before, groups, row).CheckedMatmul(weight.transpose(1, 2)).add(bias);
        var integers = new SoftRounding(options, FeedsRelu(graph, layer.Node)).Learn(new(weight.div(scale), scale, format.QMax), bias, Rows(now, groups, row), goal);
        integers.mul(scale).data<float>().ToArray().CopyTo(layer.Weight, 0);
        layer.Store(graph);
    }

    private static bool FeedsRelu(Graph graph, NodeProto node) => graph.IsPrivate(node.Output[0]) && graph.Consumers(node.Output[0]).First().OpType == "Relu";

    private static Tensor Rows(RowSampler sampler, long groups, long row) =>
        tensor([.. sampler.Taken.SelectMany(rows => rows)], [groups, sampler.Rows, row]);

    /// <summary>Samples rows of the layers' inputs, at the same positions for each model.</summary>
    private static RowSampler[] Sample(OnnxModel model, WeightedLayer[] layers, Graph graph, OrtBatch[] batches, AdaRoundOptions options)
    {
        var examples = batches.Sum(batch => (int)batch.Values.First().GetTensorTypeAndShape().Shape[0]);
        var samplers = Array.ConvertAll(layers, layer => new RowSampler(layer, (options.Rows + examples - 1) / examples, options.Seed));
        using var calibrator = new Calibrator(model, layers.Select(layer => layer.Input).Distinct());
        string[] names = [.. layers.Select(layer => layer.Input).Distinct()];
        foreach (var batch in batches)
        {
            using var results = calibrator.Run(batch);
            for (var i = 0; i < layers.Length; i++)
            {
                var value = results[Array.IndexOf(names, layers[i].Input)];
                var dims = graph.Constant(layers[i].Node.Input[1])!.Dims;
                samplers[i].Take(value.GetTensorDataAsSpan<float>(), value.GetTensorTypeAndShape().Shape, layers[i].IsConvolution ? ((int)dims[2], (int)dims[3]) : (1, 1));
            }
        }

        return samplers;
    }
}
