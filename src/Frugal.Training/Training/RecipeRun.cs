using Frugal.Architectures;
using Frugal.Data;

namespace Frugal.Training;

/// <summary>Carries a recipe out: opens its data, trains, and hands back the network.</summary>
public sealed record RecipeRun
{
    /// <summary>What to train.</summary>
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>Where the data set is looked for.</summary>
    public Resolver Resolver { get; init; } = new();

    /// <summary>The checkpoint to go on from and to write; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Train on the first so many pictures of a seeded shuffle; null for all. For trying things out.</summary>
    public int? Pictures { get; init; }

    /// <summary>Opens a trained model by name: a teacher, or the one that training starts from.</summary>
    public Func<string, Architecture>? Open { get; init; }

    /// <summary>What takes part in every step, such as pruning; null for nothing.</summary>
    public ITrainingCompanion? Companion { get; init; }

    /// <summary>Told of every step.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Trains.</summary>
    /// <exception cref="FrugalException">The data cannot be had, or the training fails; the message says what to do.</exception>
    public TrainingResult Run(CancellationToken cancellation = default)
    {
        using var threads = new TorchThreads(Recipe.Threads);
        using var teacher = Opened(Recipe.Teacher);
        using var pretrained = Opened(Recipe.Pretrained);
        var train = Load("train", Recipe.Augmentation, cancellation);
        var validation = Load("validation", null, cancellation);
        var taught = teacher is null ? null : new Distillation.Teacher(teacher, Recipe.Distillation);
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
                Augmentation = augmentation,
            },
            cancellation: cancellation);
    }
}
