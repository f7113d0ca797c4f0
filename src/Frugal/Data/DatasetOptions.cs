namespace Frugal.Data;

/// <summary>How <see cref="Datasets.Open"/> finds a data set.</summary>
public sealed record DatasetOptions
{
    /// <summary>Looks for it; by default in the environment's folders and at its address.</summary>
    public Resolver Resolver { get; init; } = new();

    /// <summary>Whether a generated data set may take the place of one that cannot be had. Its <see cref="IImageDataset.Source"/> says so.</summary>
    public bool AllowStandIn { get; init; }

    /// <summary>The seed of generated data sets.</summary>
    public long Seed { get; init; } = 1;
}
