using System.Numerics.Tensors;
using Frugal.Imaging;
using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ModelMetadata = Frugal.Onnx.ModelMetadata;

namespace Frugal.Measuring;

/// <summary>An ONNX image classifier in ONNX Runtime: it takes images, float32 (N, 3, H, H), and returns logits, float32 (N, classes).
/// The file's own metadata specifies the preprocessing (<see cref="ModelMetadata"/>).</summary>
public sealed class ImageClassifier : IDisposable
{
    private readonly string path;
    private readonly InferenceSession session;
    private readonly RunOptions run = new();
    private readonly int? fixedBatch;

    private ImageClassifier(string path, InferenceSession session, ModelMetadata metadata, int classes, int? fixedBatch)
    {
        (this.path, this.session, this.fixedBatch) = (path, session, fixedBatch);
        Metadata = metadata;
        ClassCount = classes;
        Preprocessing = metadata.ToPreprocessing();
    }

    /// <summary>The file's metadata.</summary>
    public ModelMetadata Metadata { get; }

    /// <summary>The preprocessing of an image.</summary>
    public Preprocessing Preprocessing { get; }

    /// <summary>The number of logits per image.</summary>
    public int ClassCount { get; }

    /// <summary>Opens the model.</summary>
    /// <param name="path">An ONNX file.</param>
    /// <param name="threads">Threads that a call may use.</param>
    /// <exception cref="FrugalException">The file is missing or broken, or it is not an image classifier.</exception>
    public static ImageClassifier Open(string path, int threads = 1)
    {
        var metadata = OnnxModel.Load(path).Metadata;
        var session = LoadedModel.OpenSession(path, new ModelRunOptions { Threads = threads });
        var (inputs, outputs) = (session.InputMetadata.Values.ToArray(), session.OutputMetadata.Values.ToArray());
        if (inputs is [{ IsTensor: true, ElementDataType: TensorElementType.Float, Dimensions: [var batch, 3 or -1, var height, var width] }]
            && outputs is [{ IsTensor: true, ElementDataType: TensorElementType.Float, Dimensions: [_, > 0 and var classes] }, ..]
            && height == width && metadata.Width == metadata.Height && metadata is { Mean.Count: 3, Std.Count: 3 })
        {
            return new ImageClassifier(path, session, metadata, classes, batch > 0 ? batch : null);
        }

        session.Dispose();
        throw new FrugalException($"{path}: not a classifier of pictures; accuracy needs one float32 input (N, 3, size, size) and logits (N, classes). "
            + "Measure it without --dataset.");
    }

    /// <summary>The logits of preprocessed images.</summary>
    /// <param name="pictures">The images, float32 (count, 3, H, H), row-major, as <see cref="Preprocessing"/> makes them.</param>
    /// <param name="count">Number of images.</param>
    /// <returns>The logits, float32 (count, <see cref="ClassCount"/>), row-major.</returns>
    /// <exception cref="FrugalException">The model fails on this shape.</exception>
    public float[] Logits(ReadOnlyMemory<float> pictures, int count)
    {
        var logits = new float[count * ClassCount];
        var length = Preprocessing.Length;
        var step = fixedBatch ?? count;
        for (var first = 0; first < count; first += step)
        {
            var here = Math.Min(step, count - first);
            var values = new float[step * length];           // with a fixed batch size, the last batch is padded with grey
            pictures.Span.Slice(first * length, here * length).CopyTo(values);
            Run(values, step).AsSpan(0, here * ClassCount).CopyTo(logits.AsSpan(first * ClassCount));
        }

        return logits;
    }

    /// <summary>The class with the largest logit, for each of some preprocessed images.</summary>
    /// <param name="pictures">The images, float32 (count, 3, H, H), row-major, as <see cref="Preprocessing"/> makes them.</param>
    /// <param name="count">Number of images.</param>
    /// <returns>One class per image, from 0.</returns>
    /// <exception cref="FrugalException">The model fails on this shape.</exception>
    public int[] Classify(ReadOnlyMemory<float> pictures, int count)
    {
        var logits = Logits(pictures, count);
        return [.. Enumerable.Range(0, count).Select(i => TensorPrimitives.IndexOfMax(logits.AsSpan(i * ClassCount, ClassCount)))];
    }

    /// <summary>The class of one image, with its softmax probability, in [0, 1].</summary>
    /// <param name="picture">An image of any size; it is preprocessed here.</param>
    /// <exception cref="FrugalException">The model fails on this shape.</exception>
    public (int Class, float Probability) Classify(RgbImage picture)
    {
        var probabilities = Logits(Preprocessing.Apply(picture), 1);
        TensorPrimitives.SoftMax(probabilities, probabilities);
        var best = TensorPrimitives.IndexOfMax(probabilities);
        return (best, probabilities[best]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        run.Dispose();
        session.Dispose();
    }

    private float[] Run(float[] values, int count)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(values, [count, 3, Preprocessing.Size, Preprocessing.Size]);
        try
        {
            using var outputs = session.Run(run, [session.InputNames[0]], [input], [session.OutputNames[0]]);
            return outputs[0].GetTensorDataAsSpan<float>().ToArray();
        }
        catch (OnnxRuntimeException cause)
        {
            throw ModelFailure.Run(path, cause);
        }
    }
}
