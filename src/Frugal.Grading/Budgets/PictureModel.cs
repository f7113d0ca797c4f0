using Frugal.Data;
using Frugal.Imaging;
using Frugal.Measuring;
using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Frugal.Grading.Budgets;

/// <summary>A classifier of pictures in ONNX Runtime, one thread, that is run on pictures drawn at grading: a model that is fast on noise and
/// slow on pictures is found out.</summary>
internal sealed class PictureModel : IDisposable
{
    /// <summary>The name of the split that gradings draw from; nobody trains on it.</summary>
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

    /// <summary>How pictures are prepared.</summary>
    public Preprocessing Preprocessing { get; }

    /// <summary>Opens a model that is fed as <paramref name="preprocessing"/> says; null for what its own metadata says.</summary>
    /// <exception cref="FrugalException">The file is missing, broken, or no classifier of such pictures.</exception>
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

    /// <summary>Some prepared pictures, drawn from <paramref name="seed"/>.</summary>
    public float[][] Draw(long seed)
    {
        var pictures = new GarmentsDataset(Unseen, BoundPictures, seed);
        return [.. Enumerable.Range(0, pictures.Count).Select(i => Preprocessing.Apply(pictures.Image(i)))];
    }

    /// <summary>Binds prepared pictures, so that a call of <see cref="Run"/> is the engine's work and nothing else.</summary>
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

    /// <summary>One call on the next of the bound pictures.</summary>
    public void Run()
    {
        session.RunWithBinding(run, bindings[next]);
        next = (next + 1) % bindings.Count;
    }

    /// <summary>The logits of one prepared picture.</summary>
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
