using Frugal.Architectures;
using Frugal.Data;
using Frugal.Distillation;
using Frugal.Training;

namespace Frugal.Models;

/// <summary>Runs a recipe: opens its data, trains, and returns the network.</summary>
public sealed record RecipeRun
{
    /// <summary>The recipe to train.</summary>
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>Resolves the location of the data set.</summary>
    public Resolver Resolver { get; init; } = new();

    /// <summary>The checkpoint to resume from and to write; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The number of pictures to use, the first of a seeded shuffle; null for all. For quick trials.</summary>
    public int? Pictures { get; init; }

    /// <summary>Opens a trained model by name: a teacher, or the pretrained model that training starts from.</summary>
    public Func<string, Architecture>? Open { get; init; }

    /// <summary>A folder that keeps the teacher's answers, for the next student and after an interruption; null, the default, for none.</summary>
    public string? Answers { get; init; }

    /// <summary>An extension that takes part in every step, such as pruning; null for none.</summary>
    public ITrainingCompanion? Companion { get; init; }

    /// <summary>Notified after every step.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Trains.</summary>
    /// <exception cref="FrugalException">The data is not available, or the training fails; the message says what to do.</exception>
    public TrainingResult Run(CancellationToken cancellation = default)
    {
        using var threads = new TorchThreads(Recipe.Threads);
        using var teacher = Opened(Recipe.Teacher);
        using var pretrained = Opened(Recipe.Pretrained);
        var train = Load("train", Recipe.Augmentation, cancellation);
        var validation = Load("validation", null, cancellation);
        var taught = teacher is null ? null : new Teacher(teacher, Recipe.Distillation) { Cache = Answers };
        return new Trainer(() => Start(pretrained), Recipe.Options, Checkpoint, taught) { Companion = Companion }.Train(train, validation, Progress, cancellation);
    }

    private Architecture? Opened(string? name) => name is null
        ? null
        : (Open ?? throw new FrugalException($"{Recipe.Name} needs {name}, a trained model: set RecipeRun.Open to what opens it."))(name);

    private Architecture Start(Architecture? pretrained)
    {
        var network = Recipe.Network();
        if (pretrained is not null)
        {
            network.load_state_dict(pretrained.state_dict());
        }

        return network;
    }

    private ImageLoader Load(string split, Augmentation? augmentation, CancellationToken cancellation)
    {
        var data = Datasets.Open(Recipe.Dataset, split, new DatasetOptions { Resolver = Resolver }, cancellation);
        if (Pictures is { } count && count < data.Count)
        {
            var places = Enumerable.Range(0, data.Count).ToArray();
            new SplitMix64(Recipe.Options.Seed, 0).Shuffle<int>(places);
            data = new DatasetSubset(data, places[..count]);
        }

        var training = augmentation is not null;
        return ImageLoader.Create(
            data,
            new LoaderOptions
            {
                BatchSize = Recipe.Options.BatchSize,
                Shuffle = training,
                DropLast = training,
                Seed = Recipe.Options.Seed,
                Preprocessing = Recipe.Preprocessing,
                Second = training ? Recipe.TeacherPreprocessing : null,
                CacheSize = Recipe.CacheSize,
                Augmentation = augmentation,
            },
            cancellation: cancellation);
    }
}
