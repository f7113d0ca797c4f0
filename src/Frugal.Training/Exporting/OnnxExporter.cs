using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;
using static TorchSharp.torch;

namespace Frugal.Onnx;

/// <summary>Writes TorchSharp modules as ONNX models: opset 17, float32, dynamic batch size.</summary>
public static class OnnxExporter
{
    /// <summary>In a shape: a dimension of any length.</summary>
    public const long AnyLength = OnnxGraphBuilder.AnyLength;

    /// <summary>Exports <paramref name="module"/> in evaluation mode to a model.</summary>
    /// <param name="module">
    /// A module of a supported type, a sequence of such modules, or a module that implements <see cref="IOnnxExportable"/>.
    /// </param>
    /// <param name="shape">The shape of one input without the batch: <c>[3, 96, 96]</c>; <see cref="AnyLength"/> for the length of texts.</param>
    /// <param name="options">Names and metadata; null for the defaults.</param>
    /// <exception cref="FrugalException">A module, or an option of one, has no ONNX form; the message names its path and type.</exception>
    public static OnnxModel Export(nn.Module<Tensor, Tensor> module, IReadOnlyList<long> shape, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        options ??= new OnnxExportOptions();
        var name = options.Metadata?.Name ?? module.GetName();
        var graph = new OnnxGraphBuilder(name);
        var tokens = module is IOnnxExportable { Input: OnnxInput.Tokens };
        var input = graph.Input(options.InputName, [.. shape], tokens ? DataType.Int64 : DataType.Float);
        var output = graph.Module(module, input);
        output = output == input ? graph.Node("Identity", [input]) : output;
        var model = new OnnxModel(graph.Finish(output, options.OutputName), name);
        OnnxCheck.Model(model.Proto, name);
        if (options.Metadata is { } metadata)
        {
            model.Metadata = metadata;
        }

        return model;
    }
}
