namespace Frugal.Data;

/// <summary>The folders that are searched for data.</summary>
public sealed record DataFolders
{
    /// <summary>Where downloads are kept: the variable FRUGAL_CACHE, or <c>.cache/frugal</c> in the user's home folder.</summary>
    public string Cache { get; init; } = Variable("FRUGAL_CACHE")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "frugal");

    /// <summary>A folder that holds copies of the catalogue's entries, used in place: the variable FRUGAL_MIRROR, or none.</summary>
    public string? Mirror { get; init; } = Variable("FRUGAL_MIRROR");

    /// <summary>NuGet's cache of packages: the variable NUGET_PACKAGES, or <c>.nuget/packages</c> in the user's home folder.</summary>
    public string Packages { get; init; } = Variable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
