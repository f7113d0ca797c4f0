namespace Frugal.Onnx;

/// <summary>Errors in reading and changing ONNX files, all created here.</summary>
internal static class OnnxErrors
{
    public static FrugalException NotFound(string path) =>
        new($"{path}: there is no such file. Check the path; `frugal models list` names the models that come with Frugal.");

    public static FrugalException Unreadable(string path, Exception cause) =>
        new($"{path}: cannot be read ({OneLine(cause.Message)}). Check that it is a file that you have permission to read.", cause);

    public static FrugalException TooLarge(string path, long bytes) =>
        new($"{path}: {bytes:N0} bytes; one ONNX file may have {OnnxFile.LargestFile:N0}. Export it with its weights in external data files.");

    public static FrugalException NotOnnx(string name, string what, Exception? cause = null) =>
        new($"{name}: not a complete ONNX model ({what}). Download or export the file again.", cause);

    public static FrugalException Malformed(string name, string what) =>
        new($"{name}: the graph is broken: {what}. Export the model again.");

    public static FrugalException Tensor(string tensor, string what) =>
        new($"tensor '{tensor}': {what}. Export the model again.");

    public static FrugalException ExternalData(string name, string tensor, string what) =>
        new($"{name}: tensor '{tensor}' lies in an external file: {what}. Keep the model and its data files together in one folder.");

    public static FrugalException Opset(string name, long opset) =>
        new($"{name}: opset {opset}; Frugal changes models of opset {OpsetUpgrade.Oldest} and later. Export the model again with opset {OnnxModel.WrittenOpset}.");

    public static FrugalException Refused(string name, Exception cause) =>
        new($"{name}: ONNX Runtime refuses the model ({OneLine(cause.Message)}). Export it again, or use operators that ONNX Runtime supports.", cause);

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
