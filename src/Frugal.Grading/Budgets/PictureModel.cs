using Frugal.Data;
using Frugal.Imaging;
using Frugal.Measuring;
using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Frugal.Grading.Budgets;

/// <summary>An image classifier in ONNX Runtime with one thread, run on images drawn during grading, which detects a model that is fast on noise
/// and slow on images.</summary>
internal sealed class PictureModel : IDisposable
{
    /// <summary>The name of the split that gradings draw from; it is not used for training.</summary>
    public const string Unseen = "unseen";

    private const int BoundPictures = 4;
    private readonly string path;
    private readonly InferenceSession session;
    private readonly RunOptions run = new();
    private readonly List<IDisposable> owned = [];
    private readonly List<OrtIoBinding> bindings = [];
    private int next;

    private PictureModel(string path, InferenceSession session, Preprocessing preprocessing) =>
        (this.path, this.session, Preprocessing) = (path, session, preprocessing);

    /// <summary>The preprocessing of the images.</summary>
    public Preprocessing Preprocessing { get; }

    /// <summary>Opens a model with the preprocessing <paramref name="preprocessing"/>; if null, with that in its own metadata.</summary>
    /// <exception cref="FrugalException">The file is missing, broken, or not a classifier of such images.</exception>
    public static PictureModel Open(string path, Preprocessing? preprocessing = null)
    {
        preprocessing ??= OnnxModel.Load(path).Metadata.ToPreprocessing();
        var session = LoadedModel.OpenSession(path, new ModelRunOptions());
        if (session.InputMetadata.Values.ToArray() is [{ IsTensor: true, ElementDataType: TensorElementType.Float, Dimensions: [-1 or 1, 3 or -1, var height, var width] }]
            && Fits(height) && Fits(width) && session.OutputMetadata.Values.First() is { IsTensor: true, ElementDataType: TensorElementType.Float })
        {
            return new PictureModel(path, session, preprocessing);
        }

        session.Dispose();
        throw new FrugalException($"{path}: it does not take one picture as float32 (1, 3, {preprocessing.Size}, {preprocessing.Size}) and give float32 logits, as the original does. "
            + "Keep the original's inputs and outputs.");

        bool Fits(int side) => side == -1 || side == preprocessing.Size;
    }

    /// <summary>Draws preprocessed images from <paramref name="seed"/>.</summary>
    public float[][] Draw(long seed)
    {
        var pictures = new GarmentsDataset(Unseen, BoundPictures, seed);
        return [.. Enumerable.Range(0, pictures.Count).Select(i => Preprocessing.Apply(pictures.Image(i)))];
    }

    /// <summary>Binds preprocessed images, so that a call of <see cref="Run"/> contains only the engine's work.</summary>
    public void Bind(float[][] pictures)
    {
        foreach (var picture in pictures)
        {
            var input = Input(picture);
            var binding = session.CreateIoBinding();
            owned.AddRange([binding, input]);
            binding.BindInput(session.InputNames[0], input);
            foreach (var name in session.OutputNames)
            {
                binding.BindOutputToDevice(name, OrtMemoryInfo.DefaultInstance);
            }

            bindings.Add(binding);
        }
    }

    /// <summary>Runs the model once, on the next of the bound images.</summary>
    public void Run()
    {
        session.RunWithBinding(run, bindings[next]);
        next = (next + 1) % bindings.Count;
    }

    /// <summary>The logits of one preprocessed image.</summary>
    /// <exception cref="FrugalException">The model fails on it.</exception>
    public float[] Logits(float[] picture)
    {
        using var input = Input(picture);
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

    public void Dispose()
    {
        owned.ForEach(thing => thing.Dispose());
        run.Dispose();
        session.Dispose();
    }

    private OrtValue Input(float[] picture) =>
        OrtValue.CreateTensorValueFromMemory(picture, [1, 3, Preprocessing.Size, Preprocessing.Size]);
}
