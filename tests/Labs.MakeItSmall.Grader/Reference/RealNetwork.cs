using Frugal.Data;
using Frugal.Models;
using Frugal.Onnx;
using MakeItSmall.Kit;
using Microsoft.ML.OnnxRuntime;

namespace Labs.MakeItSmall.Grader;

/// <summary>The course's trained network as the grader reads it, and files of it in a folder that the student's process cannot write to.</summary>
internal sealed class RealNetwork : IDisposable
{
    private const int CalibrationPictures = 16;

    private readonly string folder = Directory.CreateTempSubdirectory("frugal-small-").FullName;

    /// <summary>The float network, its batch normalisations folded.</summary>
    public OnnxModel Model { get; } = TrainedNetwork.Load();

    public IReadOnlyList<OnnxNode> Convolutions => TrainedNetwork.Convolutions(Model);

    /// <summary>The float network's file.</summary>
    public string Float32 => File.Exists(At("float32")) ? At("float32") : Save(Model, "float32");

    public Convolution NumbersOf(OnnxNode node) => TrainedNetwork.NumbersOf(Model, node);

    /// <summary>The inner convolutions of the blocks: the first makes channels that only the second reads.</summary>
    public IEnumerable<(OnnxNode First, OnnxNode Second)> InnerPairs() =>
        Enumerable.Range(0, (Convolutions.Count - 1) / 3).Select(block => (Convolutions[3 * block + 2], Convolutions[3 * block + 3]));

    /// <summary>The grids of all activations, from the ranges of some training pictures.</summary>
    public IReadOnlyDictionary<string, Grid> Grids() =>
        Activations.Of(Model, new GarmentsDataset("train", CalibrationPictures)).ToDictionary(pair => pair.Key, pair => Rounding.Affine(Rounding.MinMax(pair.Value)));

    /// <summary>The network with other numbers in some convolutions.</summary>
    public string With(string name, IEnumerable<(OnnxNode Node, Convolution Numbers)> changes)
    {
        var changed = Model.Clone();
        foreach (var (node, numbers) in changes)
        {
            TrainedNetwork.Replace(changed, node, numbers);
        }

        return Save(changed, name);
    }

    public string Save(OnnxModel model, string name)
    {
        model.Save(At(name));
        return At(name);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The answers of one of the course's models for some pictures: logits, or with <paramref name="features"/> what its last layer reads.</summary>
    public static float[] Answers(string name, IImageDataset pictures, bool features)
    {
        var model = ModelLibrary.Default().Load(name);
        var preprocessing = model.Metadata.ToPreprocessing();
        using var session = new InferenceSession((features ? FeatureExtractor.Of(model) : model).ToBytes());
        using var options = new RunOptions();
        var prepared = new float[pictures.Count][];
        Parallel.For(0, pictures.Count, i => prepared[i] = preprocessing.Apply(pictures.Image(i)));
        return
        [
            .. prepared.Chunk(50).SelectMany(some =>
            {
                using var input = OrtValue.CreateTensorValueFromMemory(some.SelectMany(one => one).ToArray(), [some.Length, 3, preprocessing.Size, preprocessing.Size]);
                using var outputs = session.Run(options, [session.InputNames[0]], [input], [session.OutputNames[0]]);
                return outputs[0].GetTensorDataAsSpan<float>().ToArray();
            }),
        ];
    }

    private string At(string name) => Path.Combine(folder, $"{name}.onnx");
}
