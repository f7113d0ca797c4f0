namespace Frugal.Onnx;

/// <summary>How a module becomes a file.</summary>
public sealed record OnnxExportOptions
{
    /// <summary>The name of the input; default <c>input</c>.</summary>
    public string InputName { get; init; } = "input";

    /// <summary>The name of the output; default <c>logits</c>.</summary>
    public string OutputName { get; init; } = "logits";

    /// <summary>What the file says of its classes and of how its pictures are prepared; none by default.</summary>
    public ModelMetadata? Metadata { get; init; }
}
