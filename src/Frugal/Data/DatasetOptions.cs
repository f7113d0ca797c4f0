namespace Frugal.Data;

/// <summary>How <see cref="Datasets.Open"/> finds a data set.</summary>
public sealed record DatasetOptions
{
    /// <summary>Finds the data set; by default in the folders that environment variables name, then at its address.</summary>
    public Resolver Resolver { get; init; } = new();

    /// <summary>Whether a generated data set may replace one that is unavailable. Its <see cref="IImageDataset.Source"/> then says so.</summary>
    public bool AllowStandIn { get; init; }

    /// <summary>The seed of generated data sets.</summary>
    public long Seed { get; init; } = 1;
}
