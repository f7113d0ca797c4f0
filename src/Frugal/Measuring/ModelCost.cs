using Frugal.Onnx;

namespace Frugal.Measuring;

/// <summary>The costs of a model that need no timing.</summary>
/// <param name="Bytes">Size on disk: the file and the external data files that it names.</param>
/// <param name="Parameters">Number of weights and biases, each counted once, whatever their storage.</param>
/// <param name="Macs">Multiply-accumulates of one call with a batch of one.</param>
/// <param name="Format">The type that most of the parameters are stored in: fp32, fp16, bf16, int8, int4...; "none" without parameters.</param>
public sealed record ModelCost(ByteSize Bytes, long Parameters, long Macs, string Format)
{
    /// <summary>Counts the bytes, parameters and multiply-accumulates of a model.</summary>
    /// <param name="path">An ONNX file.</param>
    /// <param name="options">The sizes of its open dimensions. The batch is always 1 where it is open.</param>
    /// <exception cref="FrugalException">The file is missing, broken, or cannot be run on the shapes that it declares.</exception>
    public static ModelCost Of(string path, ModelRunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!File.Exists(path))
        {
            throw ModelFailure.Missing(path);
        }

        var model = OnnxFile.Parse(OnnxFile.ReadBytes(path), path);
        var bytes = new ByteSize(new FileInfo(path).Length + ExternalData.Bytes(model, path));
        var parameters = ParameterCount.Of(model);
        return new ModelCost(bytes, parameters.Total, MacCount.Of(model, path, options with { Batch = 1 }), parameters.Format);
    }
}
