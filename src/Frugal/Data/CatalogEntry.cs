namespace Frugal.Data;

/// <summary>One data set or one model of a catalogue.</summary>
public sealed record CatalogEntry
{
    /// <summary>What the user types.</summary>
    public required string Name { get; init; }

    /// <summary>Which content exactly: a commit, or a number of our own.</summary>
    public required string Version { get; init; }

    /// <summary>One line about it.</summary>
    public required string Summary { get; init; }

    /// <summary>SPDX identifier of its licence.</summary>
    public required string Licence { get; init; }

    /// <summary>The page that describes it, beside the catalogue.</summary>
    public required string Card { get; init; }

    /// <summary>Class names in the order of their labels.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Pictures in each part.</summary>
    public IReadOnlyDictionary<string, int> Splits { get; init; } = new Dictionary<string, int>();

    /// <summary>Bytes once unpacked; no more than that is ever unpacked.</summary>
    public long Bytes { get; init; }

    /// <summary>Where it is fetched: a file, or a <c>.tar.gz</c> archive whose one top folder is dropped.</summary>
    public Uri? Url { get; init; }

    /// <summary>SHA-256 of the file that <see cref="Url"/> gives.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Git's name (SHA-1) of the tree that the archive unpacks to: for archives packed on demand, whose bytes may change.</summary>
    public string? GitTree { get; init; }

    /// <summary>The form that a mirror folder holds, where it differs.</summary>
    public MirrorForm? Mirror { get; init; }

    /// <summary>A file that comes with Frugal; the catalogue file says it relative to itself.</summary>
    public string? Path { get; init; }

    /// <summary>Whether Frugal draws it itself, from a seed.</summary>
    public bool Generated { get; init; }

    /// <summary>The generated data set that can take its place.</summary>
    public string? StandIn { get; init; }

    /// <summary>The data set that a model was trained on; none for data sets.</summary>
    public string? Dataset { get; init; }

    /// <summary>What a model reached on its data set's validation part: <c>accuracy</c> from 0 to 1, <c>loss</c> in nats.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether <see cref="Url"/> gives an archive.</summary>
    public bool IsArchive => Url?.AbsolutePath.EndsWith(".tar.gz", StringComparison.Ordinal) ?? false;
}

/// <summary>What a mirror folder holds of an entry.</summary>
public sealed record MirrorForm
{
    /// <summary>Pictures in each part that is there.</summary>
    public IReadOnlyDictionary<string, int> Splits { get; init; } = new Dictionary<string, int>();

    /// <summary>Bytes of all files.</summary>
    public long Bytes { get; init; }

    /// <summary>SHA-256 of the list that <see cref="Checksums.Manifest"/> describes.</summary>
    public required string ManifestSha256 { get; init; }
}
