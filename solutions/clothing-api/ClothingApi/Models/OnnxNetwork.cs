using System.Diagnostics;
using Frugal;
using Frugal.Imaging;
using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;
using ModelMetadata = Frugal.Onnx.ModelMetadata;
using SessionOptions = Microsoft.ML.OnnxRuntime.SessionOptions;

namespace ClothingApi.Models;

/// <summary>A model in ONNX Runtime that takes pictures (N, 3, size, size) and gives a row of numbers for each: logits, or features.</summary>
public sealed class OnnxNetwork : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions run = new();

    private OnnxNetwork(InferenceSession session, ModelMetadata metadata, int outputs, long bytes)
    {
        (this.session, Metadata, Outputs, Bytes) = (session, metadata, outputs, bytes);
        Preparation = metadata.ToPreprocessing();
    }

    /// <summary>What the file says of itself: name, classes, format.</summary>
    public ModelMetadata Metadata { get; }

    /// <summary>How its pictures are prepared.</summary>
    public Preprocessing Preparation { get; }

    /// <summary>Numbers that it gives for a picture.</summary>
    public int Outputs { get; }

    /// <summary>The file's bytes.</summary>
    public long Bytes { get; }

    /// <summary>How long opening it took, in milliseconds.</summary>
    public double LoadMs { get; private init; }

    /// <summary>Opens a model. One thread a call: the server has many calls at a time, and threads of one call wait for each other.</summary>
    /// <exception cref="FrugalException">The file is missing, cut off, or no model of pictures.</exception>
    public static OnnxNetwork Open(string path) => Open(Read(path), path);

    /// <summary>A model that is in memory.</summary>
    /// <exception cref="FrugalException">It is not a model of pictures.</exception>
    public static OnnxNetwork Of(OnnxModel model) => Open(model.ToBytes(), model.Source);

    private static OnnxNetwork Open(byte[] bytes, string path)
    {
        var start = Stopwatch.GetTimestamp();
        var metadata = OnnxModel.Parse(bytes, path).Metadata;
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        InferenceSession session;
        try
        {
            session = new InferenceSession(bytes, options);
        }
        catch (OnnxRuntimeException refusal)
        {
            throw new FrugalException($"{path}: ONNX Runtime refuses the model. Make it again with 'dotnet run -- prepare'.", refusal);
        }

        if (session.InputMetadata.Values.ToArray() is not [{ Dimensions: [_, 3, var height, var width] }] || height != width || width != metadata.Width
            || session.OutputMetadata.Values.ToArray() is not [{ Dimensions: [_, > 0 and var outputs] }])
        {
            session.Dispose();
            throw new FrugalException($"{path}: not a model of square pictures. Make it again with 'dotnet run -- prepare'.");
        }

        return new OnnxNetwork(session, metadata, outputs, bytes.Length) { LoadMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds };
    }

    /// <summary>The outputs (count, <see cref="Outputs"/>) of prepared pictures (count, 3, size, size). Safe from several threads at once.</summary>
    public float[] Run(float[] pictures, int count)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(pictures, [count, 3, Preparation.Size, Preparation.Size]);
        using var outputs = session.Run(run, [session.InputNames[0]], [input], [session.OutputNames[0]]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>The outputs of each of these prepared pictures (3, size, size), one after the other.</summary>
    public float[][] RunEach(IEnumerable<float[]> pictures) => [.. pictures.Select(picture => Run(picture, 1))];

    /// <inheritdoc/>
    public void Dispose()
    {
        run.Dispose();
        session.Dispose();
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new FrugalException($"{path}: the model cannot be read. Make it with 'dotnet run -- prepare'.", cause);
        }
    }
}
