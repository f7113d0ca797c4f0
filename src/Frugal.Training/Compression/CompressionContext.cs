using Frugal.Data;

namespace Frugal.Compression;

/// <summary>The context that the steps of one run share.</summary>
public sealed record CompressionContext
{
    private readonly Dictionary<(int Batch, long Seed), (ImageLoader Training, ImageLoader Validation)> loaders = [];

    /// <summary>What is compressed.</summary>
    public required CompressionSubject Subject { get; init; }

    /// <summary>Receives progress messages, one line each.</summary>
    public Action<string> Progress { get; init; } = _ => { };

    /// <summary>Ends the work between two batches or layers.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The file from which an interrupted training resumes; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The subject's pictures in batches, prepared as its model expects; the training pictures are shuffled and augmented. Loaded once per run.</summary>
    /// <param name="batchSize">Pictures per batch.</param>
    /// <param name="seed">Seed for shuffling and augmenting.</param>
    public (ImageLoader Training, ImageLoader Validation) Loaders(int batchSize, long seed)
    {
        if (!loaders.TryGetValue((batchSize, seed), out var found))
        {
            var validation = new LoaderOptions { BatchSize = batchSize, Seed = seed, Preprocessing = Subject.Model.Metadata.ToPreprocessing() };
            var training = validation with { Shuffle = true, DropLast = true, Augmentation = Subject.Augmentation };
            loaders[(batchSize, seed)] = found = (ImageLoader.Create(Subject.Training, training), ImageLoader.Create(Subject.Validation, validation));
        }

        return found;
    }
}
