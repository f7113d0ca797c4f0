using Frugal.Architectures;
using Frugal.Data;
using Frugal.Onnx;
using Frugal.Training;

namespace Frugal.Benchmarks.Compression;

/// <summary>Where the benchmark's networks are trained and kept: a training that was interrupted goes on, one that is done is read from its checkpoint.</summary>
internal sealed class Workshop(string folder, int epochs)
{
    public const string Baseline = "clothing-resnet";

    private readonly TrainingRecipe recipe = Recipes.Named(Baseline);

    public string Folder { get; } = folder;

    public ModelLibrary Library { get; } = ModelLibrary.Default();

    /// <summary>Steps of one epoch.</summary>
    public int StepsPerEpoch { get; } = Datasets.Open(Recipes.Named(Baseline).Dataset).Count / Recipes.Named(Baseline).Options.BatchSize;

    /// <summary>Epochs of every training.</summary>
    public int Epochs { get; } = epochs;

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Trains as the baseline was trained, in everything that <paramref name="training"/> does not say.</summary>
    public TrainingResult Train(Training training)
    {
        Console.Error.WriteLine($"training: {training.Name}");
        var options = recipe.Options with { Epochs = Epochs, WarmUpEpochs = Math.Min(recipe.Options.WarmUpEpochs, Epochs - 1), Seed = training.Seed };
        return new RecipeRun
        {
            Recipe = recipe with
            {
                Name = training.Name,
                Network = training.Network,
                Teacher = training.Teacher is null ? null : "the teacher",
                Distillation = training.Distillation,
                Options = training.LearningRate is { } rate ? options with { LearningRate = rate } : options,
            },
            Companion = training.Companion,
            Teacher = _ => training.Teacher!(),
            Checkpoint = PathOf(training.Name + ".checkpoint"),
            Progress = new EpochLines(training.Name),
        }.Run();
    }

    /// <summary>Writes the network as ONNX and returns the file.</summary>
    public string Export(Architecture network, string name) => Make(name + ".onnx", file => ToOnnx(network, name).Save(file));

    public OnnxModel ToOnnx(Architecture network, string name)
    {
        network.eval();
        return (recipe with { Name = name }).ToOnnx(network);
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

    /// <summary>A line for each epoch.</summary>
    private sealed class EpochLines(string name) : IProgress<TrainingProgress>
    {
        private int told;

        public void Report(TrainingProgress value)
        {
            if (value.Finished is { } done && done.Epoch > told)
            {
                told = done.Epoch;
                Console.Error.WriteLine(FormattableString.Invariant($"{name}: epoch {done.Epoch} of {value.Epochs}, loss {done.TrainingLoss:0.000}, validation {100 * done.ValidationAccuracy:0.0}%"));
            }
        }
    }
}
