namespace Frugal.Data;

/// <summary>One data set or one model of a catalogue.</summary>
public sealed record CatalogEntry
{
    /// <summary>The name that the user types.</summary>
    public required string Name { get; init; }

    /// <summary>The exact version of the content: a commit, or Frugal's own version number.</summary>
    public required string Version { get; init; }

    /// <summary>A one-line description.</summary>
    public required string Summary { get; init; }

    /// <summary>SPDX identifier of its licence.</summary>
    public required string Licence { get; init; }

    /// <summary>The page that describes it, stored beside the catalogue.</summary>
    public required string Card { get; init; }

    /// <summary>Class names in label order.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Number of images, of dialogues and questions, or of tweets in each split.</summary>
    public IReadOnlyDictionary<string, int> Splits { get; init; } = new Dictionary<string, int>();

    /// <summary>Whether it holds dialogues for a chat model: see <see cref="Frugal.Data.Dialogues.DialogueDataset"/>.</summary>
    public bool Dialogues { get; init; }

    /// <summary>Whether it holds tweets to an operator: see <see cref="Frugal.Data.SupportTweets.SupportTweetDataset"/>.</summary>
    public bool Tweets { get; init; }

    /// <summary>The tasks of a data set of texts, by name; empty for photos.</summary>
    public IReadOnlyDictionary<string, TextTaskForm> Tasks { get; init; } = new Dictionary<string, TextTaskForm>();

    /// <summary>Further tasks of a data set of texts, which the course's teacher does not learn: their texts serve other models.</summary>
    public IReadOnlyDictionary<string, TextTaskForm> OtherTasks { get; init; } = new Dictionary<string, TextTaskForm>();

    /// <summary>Size after unpacking, in bytes; also the limit when unpacking.</summary>
    public long Bytes { get; init; }

    /// <summary>Download address: a file, or a <c>.tar.gz</c> archive whose single top folder is dropped.</summary>
    public Uri? Url { get; init; }

    /// <summary>The NuGet package that contains the file; used in place from NuGet's cache, or restored from the user's package sources.</summary>
    public PackagedFile? Package { get; init; }

    /// <summary>SHA-256 of the file at <see cref="Url"/> or in <see cref="Package"/>.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Git's tree hash (SHA-1) of the unpacked archive: for archives packed on demand, whose bytes may change.</summary>
    public string? GitTree { get; init; }

    /// <summary>The form of the data in a mirror folder, if it differs.</summary>
    public MirrorForm? Mirror { get; init; }

    /// <summary>A file that comes with Frugal; in the catalogue file, its path is relative to that file.</summary>
    public string? Path { get; init; }

    /// <summary>Whether Frugal generates it from a seed.</summary>
    public bool Generated { get; init; }

    /// <summary>The generated data set that can replace it.</summary>
    public string? StandIn { get; init; }

    /// <summary>The data set that a model was trained on; null for data sets.</summary>
    public string? Dataset { get; init; }

    /// <summary>Number of weights of a model that Frugal has no recipe for.</summary>
    public long? Parameters { get; init; }

    /// <summary>The vocabulary of a model for text: a file of its own, one token per line.</summary>
    public CatalogEntry? Vocabulary { get; init; }

    /// <summary>A teacher's logits for the training photos: a file beside the catalogue, and its SHA-256.</summary>
    public LogitsFile? Logits { get; init; }

    /// <summary>A model's results on the validation split of its data set: <c>accuracy</c> from 0 to 1, <c>loss</c> in nats.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether it is a language model in GGUF.</summary>
    public bool IsGguf => (Path ?? Url?.AbsolutePath)?.EndsWith(".gguf", StringComparison.Ordinal) ?? false;

    /// <summary>Whether <see cref="Url"/> is an archive.</summary>
    public bool IsArchive => Url?.AbsolutePath.EndsWith(".tar.gz", StringComparison.Ordinal) ?? false;
}

/// <summary>The form of an entry in a mirror folder.</summary>
public sealed record MirrorForm
{
    /// <summary>Number of images in each split that is present.</summary>
    public IReadOnlyDictionary<string, int> Splits { get; init; } = new Dictionary<string, int>();

    /// <summary>Total size of all files, in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>SHA-256 of the list that <see cref="Checksums.Manifest"/> describes.</summary>
    public required string ManifestSha256 { get; init; }
}

/// <summary>One task of a data set of texts.</summary>
public sealed record TextTaskForm
{
    /// <summary>Class names in label order.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Number of texts in each split.</summary>
    public required IReadOnlyDictionary<string, int> Splits { get; init; }

    /// <summary>The class whose F1 is the task's score; null if the score is the mean F1 over all classes.</summary>
    public string? Positive { get; init; }
}

/// <summary>A file of logits.</summary>
/// <param name="Path">Its name, beside the catalogue.</param>
/// <param name="Sha256">Its checksum.</param>
public sealed record LogitsFile(string Path, string Sha256);

/// <summary>A file in a NuGet package.</summary>
public sealed record PackagedFile
{
    /// <summary>The package's id.</summary>
    public required string Id { get; init; }

    /// <summary>The package's exact version.</summary>
    public required string Version { get; init; }

    /// <summary>The path of the file inside the package; of an assembly, if <see cref="Resource"/> names one of its resources.</summary>
    public required string Path { get; init; }

    /// <summary>The embedded resource that holds the content; null if the file itself does.</summary>
    public string? Resource { get; init; }
}
