namespace Frugal.Onnx;

/// <summary>Options of the ONNX export.</summary>
public sealed record OnnxExportOptions
{
    /// <summary>The name of the input; default <c>input</c>.</summary>
    public string InputName { get; init; } = "input";

    /// <summary>The name of the output; default <c>logits</c>.</summary>
    public string OutputName { get; init; } = "logits";

    /// <summary>The file's metadata, such as its classes and its preprocessing; none by default.</summary>
    public ModelMetadata? Metadata { get; init; }
}
