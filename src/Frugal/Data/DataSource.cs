namespace Frugal.Data;

/// <summary>Where a data set's pictures come from.</summary>
public enum DataOrigin
{
    /// <summary>The cache folder, where an earlier download was kept.</summary>
    Cache,

    /// <summary>The mirror folder that FRUGAL_MIRROR names; used in place.</summary>
    Mirror,

    /// <summary>Fetched from the catalogue's address just now.</summary>
    Url,

    /// <summary>Drawn from a seed by Frugal itself.</summary>
    Generated,

    /// <summary>A folder or file that the user named, or one that comes with Frugal.</summary>
    Folder,
}

/// <summary>Where data came from, to be shown beside every figure that rests on it.</summary>
/// <param name="Origin">The kind of place.</param>
/// <param name="Location">The folder, or for generated data the seed.</param>
public sealed record DataSource(DataOrigin Origin, string Location)
{
    /// <summary>The data set that was asked for and could not be had, where this one stands in for it; otherwise null.</summary>
    public string? StandsInFor { get; init; }

    /// <summary>Whether these are not the data that were asked for.</summary>
    public bool IsStandIn => StandsInFor is not null;

    /// <summary>For the screen: <c>mirror /data/clothing-small</c>, <c>generated (seed 1), standing in for clothing-small</c>.</summary>
    public override string ToString()
    {
        var place = Origin == DataOrigin.Generated ? $"generated ({Location})" : $"{Origin.ToString().ToLowerInvariant()} {Location}";
        return IsStandIn ? $"{place}, standing in for {StandsInFor}" : place;
    }
}
