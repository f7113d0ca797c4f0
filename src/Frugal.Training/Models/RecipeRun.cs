using Frugal.Architectures;
using Frugal.Data;
using Frugal.Distillation;
using Frugal.Training;

namespace Frugal.Models;

/// <summary>Runs a recipe: opens its data, trains, and returns the network.</summary>
public sealed record RecipeRun
{
    /// <summary>The number of parts of a cross-validation.</summary>
    public const int Folds = 5;

    private const long FoldSeed = 1;   // not the training's: trainings with other seeds are judged on the same parts

    /// <summary>The recipe to train.</summary>
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>Resolves the location of the data set.</summary>
    public Resolver Resolver { get; init; } = new();

    /// <summary>The checkpoint to resume from and to write; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The number of pictures to use, the first of a seeded shuffle; null for all. For quick trials.</summary>
    public int? Pictures { get; init; }

    /// <summary>
    /// The part of a cross-validation that is validated on, 1 to <see cref="Folds"/>: training and validation pictures together are dealt into equal parts, and the
    /// network is trained on the others. Null, the default, for the data set's own splits.
    /// </summary>
    public int? Fold
    {
        get;
        init => field = value is null or (>= 1 and <= Folds) ? value : throw new ArgumentOutOfRangeException(nameof(Fold), value, $"A fold is from 1 to {Folds}.");
    }

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
        var training = augmentation is not null;
        var data = Fold is { } fold ? OfFold(fold, training, cancellation) : OpenSplit(split, cancellation);
        if (Pictures is { } count && count < data.Count)
        {
            var places = Enumerable.Range(0, data.Count).ToArray();
            new SplitMix64(Recipe.Options.Seed, 0).Shuffle<int>(places);
            data = new DatasetSubset(data, places[..count]);
        }

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

    private IImageDataset OpenSplit(string split, CancellationToken cancellation) =>
        Datasets.Open(Recipe.Dataset, split, new DatasetOptions { Resolver = Resolver }, cancellation);

    private IImageDataset OfFold(int fold, bool training, CancellationToken cancellation)
    {
        var (kept, aside) = Splits.Fold(new DatasetUnion(OpenSplit("train", cancellation), OpenSplit("validation", cancellation)), fold, Folds, FoldSeed);
        return training ? kept : aside;
    }
}
