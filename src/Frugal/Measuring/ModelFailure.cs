using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Measuring;

/// <summary>One-line errors for models that cannot be loaded or run.</summary>
internal static partial class ModelFailure
{
    public static FrugalException Missing(string path) =>
        new($"{path}: there is no such file. Give the path of an .onnx model.");

    public static FrugalException Load(string path, OnnxRuntimeException cause) => Code(cause) switch
    {
        "InvalidProtobuf" or "NoModel" => new($"{path}: not an ONNX model, or one that is cut off. Export or download it again.", cause),
        "NotImplemented" => new($"{path}: ONNX Runtime has no kernel for one of its operators: {Words(cause)}. Export the model with other operators or another opset.", cause),
        _ => new($"{path}: ONNX Runtime cannot load it: {Words(cause)}. Export it with standard operators and valid shapes.", cause),
    };

    public static FrugalException Run(string path, OnnxRuntimeException cause) =>
        new($"{path}: the model fails when it runs: {Words(cause)}. If it leaves dimensions open, give their sizes with --dim NAME=SIZE.", cause);

    public static FrugalException Input(string path, string name, string kind) =>
        new($"{path}: input '{name}' is {kind}. Frugal feeds tensors of numbers and booleans; measure this model in a program of your own.");

    public static FrugalException Batch(string path, string name, int declared, int asked) =>
        new($"{path}: input '{name}' is declared for a batch of {declared}, not {asked}. Use --batch {declared}, or export it with an open first dimension.");

    public static FrugalException Dimension(string path, IEnumerable<string> unknown, IEnumerable<string> open) =>
        new($"{path}: no open dimension is called {string.Join(", ", unknown)}. Open are: {(string.Join(", ", open) is { Length: > 0 } names ? names : "none")}.");

    public static FrugalException TooLarge(string path, string name, string shape) =>
        new($"{path}: input '{name}' of shape {shape} would take more than 2 GB. Give smaller sizes with --batch or --dim NAME=SIZE.");

    private static string Code(OnnxRuntimeException cause) =>
        ErrorCode().Match(cause.Message) is { Success: true } match ? match.Groups[1].Value : "";

    /// <summary>The engine's message on one line, without its error code, source files and stack trace.</summary>
    private static string Words(OnnxRuntimeException cause)
    {
        var text = SourceLine().Replace(ErrorCode().Replace(cause.Message, ""), "").ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return text.Length <= 240 ? text : text[..240] + "...";
    }

    [GeneratedRegex(@"^\[ErrorCode:(\w+)\]\s*")]
    private static partial Regex ErrorCode();

    [GeneratedRegex(@"\S*/\S+\.(?:cc|h|cpp):\d+ (?:[\w:~<>,& ]+\([^)]*\)\s*(?:const\s*)?)?")]
    private static partial Regex SourceLine();
}
