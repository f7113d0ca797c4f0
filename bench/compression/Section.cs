namespace Frugal.Benchmarks.Compression;

/// <summary>A part of the benchmark whose rows are measured in one run, the network that they are compared with first.</summary>
/// <param name="Name">What was done: quantised, masked, distilled...</param>
/// <param name="Forms">Makes the forms, trains what has to be trained.</param>
internal sealed record Section(string Name, Func<IReadOnlyList<Form>> Forms)
{
    /// <summary>Whether the networks are for texts: with random weights, so that their logits are compared instead of their answers.</summary>
    public bool Texts { get; init; }

    /// <summary>Whether the networks classify tweets, in TweetEval's tasks.</summary>
    public bool Tweets { get; init; }

    /// <summary>The name on the command line.</summary>
    public string Key => Names.File(Name);

    /// <summary>The sections of these names; all where none is given.</summary>
    /// <exception cref="FrugalException">There is none of that name.</exception>
    public static IReadOnlyList<Section> Choose(IReadOnlyList<Section> sections, IReadOnlyCollection<string> names) =>
        names.FirstOrDefault(name => sections.All(section => section.Key != name)) is { } unknown
            ? throw new FrugalException($"'{unknown}' is no section. Choose among: {string.Join(", ", sections.Select(section => section.Key))}.")
            : [.. sections.Where(section => names.Count == 0 || names.Contains(section.Key))];
}
