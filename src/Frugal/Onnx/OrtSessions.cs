using Microsoft.ML.OnnxRuntime;

namespace Frugal.Onnx;

/// <summary>Creates ONNX Runtime sessions on the CPU, without log output and with one-line errors.</summary>
internal static class OrtSessions
{
    /// <exception cref="FrugalException">ONNX Runtime refuses the model.</exception>
    public static InferenceSession Create(byte[] model, string name, int threads = 0, string? optimizedPath = null)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, IntraOpNumThreads = threads };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");   // between calibration batches the processors have other work
        if (optimizedPath is not null)
        {
            options.OptimizedModelFilePath = optimizedPath;
        }

        try
        {
            return new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException refusal)
        {
            throw OnnxErrors.Refused(name, refusal);
        }
    }
}
