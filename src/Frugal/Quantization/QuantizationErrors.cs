using Frugal.Measuring;

namespace Frugal.Quantization;

/// <summary>Errors of quantisation, all created here.</summary>
internal static class QuantizationErrors
{
    public static FrugalException NoSamples(string model) =>
        new($"{model}: the calibration set is empty. Give at least one example; 100 or more are better.");

    public static FrugalException AlreadyQuantized(string model) =>
        new($"{model}: it is quantised already. Give the fp32 model that it was made from.");

    public static FrugalException NothingToQuantize(string model, string reasons) =>
        new($"{model}: no operator can be quantised ({reasons}). Quantisation serves Conv, Gemm and MatMul with float32 weights; 4 bits by blocks serve Gemm and MatMul.");

    public static FrugalException FastEnough(string model, Milliseconds whole, Milliseconds most) =>
        new($"{model}: in float32 it takes {whole}, which keeps {most} already: no layer has to be int8. Give a shorter time, or none.");

    /// <summary>Why a node with an optional input is kept.</summary>
    public static string Overridable(string input) => $"its input '{input}' has a default that a caller may override: remove it from the graph's inputs to make it a constant";

    public static FrugalException NotFinite(string model, string tensor) =>
        new($"{model}: tensor '{tensor}' holds NaN or infinity. The model is damaged: train or download it again.");

    public static FrugalException NotFiniteValue(string model, string value) =>
        new($"{model}: value '{value}' is NaN or infinite on the calibration data. Check the data and the model.");

    public static FrugalException BadSample(string model, Exception cause) =>
        new($"{model}: the calibration data does not fit the model ({cause.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ')}). Check the model's input shape and its metadata.", cause);
}
