using Frugal.Architectures;
using Frugal.Data;
using Frugal.Models;
using Frugal.Onnx;
using Frugal.Training;

namespace Frugal.Benchmarks.Compression;

/// <summary>Where the benchmark's networks are trained and kept: a training that was interrupted goes on, one that is done is read from its checkpoint.</summary>
internal sealed class Workshop(string folder, int epochs)
{
    public const string Baseline = "clothing-resnet";

    /// <summary>The largest model of the course: 64 MB, not in the repository.</summary>
    public const string ResNet18 = "clothing-resnet18";

    /// <summary>How the baseline was trained.</summary>
    public static TrainingRecipe Recipe { get; } = Recipes.Named(Baseline);

    public string Folder { get; } = folder;

    public ModelLibrary Library { get; } = ModelLibrary.Default();

    /// <summary>Steps of one epoch.</summary>
    public int StepsPerEpoch => Datasets.Open(Recipe.Dataset).Count / Recipe.Options.BatchSize;

    /// <summary>Epochs of every training.</summary>
    public int Epochs { get; } = epochs;

    /// <summary>How the baseline was trained, in the benchmark's epochs.</summary>
    public TrainingOptions Options => Recipe.Options with { Epochs = Epochs, WarmUpEpochs = Math.Min(Recipe.Options.WarmUpEpochs, Epochs - 1) };

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Trains as the baseline was trained, in everything that <paramref name="training"/> does not say.</summary>
    public TrainingResult Train(Training training)
    {
        Console.Error.WriteLine($"training: {training.Name}");
        var options = Options with { Seed = training.Seed, Views = training.Teacher is null && !training.ByResNet18 ? null : Options.Views };
        return new RecipeRun
        {
            Recipe = Recipe with
            {
                Name = training.Name,
                Network = training.Network,
                Pretrained = null,
                Teacher = training.ByResNet18 ? ResNet18 : training.Teacher is null ? null : "the teacher",
                TeacherPreprocessing = training.ByResNet18 ? Recipe.TeacherPreprocessing : null,
                Distillation = training.Distillation,
                Options = training.LearningRate is { } rate ? options with { LearningRate = rate } : options,
            },
            Companion = training.Companion,
            Open = name => training.Teacher is { } open ? open() : Library.Open(name),
            Answers = training.ByResNet18 ? Path.Combine(new DataFolders().Cache, "logits") : null,   // as `frugal models train` keeps them
            Checkpoint = PathOf(training.Name + ".checkpoint"),
            Progress = new EpochLines(training.Name),
        }.Run();
    }

    /// <summary>A model of the course as ONNX.</summary>
    public OnnxModel OpenOnnx(string name)
    {
        using var network = Library.Open(name);
        return ToOnnx(network, name);
    }

    /// <summary>Writes the network as ONNX and returns the file.</summary>
    public string Export(Architecture network, string name) => Make(name + ".onnx", file => ToOnnx(network, name).Save(file));

    public OnnxModel ToOnnx(Architecture network, string name)
    {
        network.eval();
        return (Recipe with { Name = name }).ToOnnx(network);
    }

    /// <summary>The file of that name, made unless an earlier run made it.</summary>
    public string Make(string name, Action<string> write)
    {
        var file = PathOf(name);
        if (!File.Exists(file))
        {
            Console.Error.WriteLine($"making: {name}");
            write(file);
        }

        return file;
    }
}
