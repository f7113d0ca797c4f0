using System.Numerics;
using Frugal.Architectures;

namespace Frugal.Search;

/// <summary>
/// The search space: every <see cref="MobileNet"/> whose stem, head, and each stage's width, expansion, depth and
/// kernel are among these choices. A candidate's choices are in this order: stem; width, expansion, blocks, kernel of each stage; head.
/// </summary>
public sealed record MobileNetSpace
{
    private const int QuestionsAStage = 4;

    /// <summary>Channels of the picture, 1 to 16; 3 by default.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Number of classes, at least 2; 10 by default.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Output channels of the first convolution, ascending; 16, 32 and 64 by default.</summary>
    public IReadOnlyList<int> Stems { get; init; } = [16, 32, 64];

    /// <summary>The stages, each of which halves height and width.</summary>
    public IReadOnlyList<StageChoices> Stages { get; init; } =
    [
        new(Widths: [16, 24, 32], Expansions: [1], Blocks: [1]) { Kernels = [3, 5] },
        new(Widths: [32, 48, 64], Expansions: [2, 4], Blocks: [1, 2]) { Kernels = [3, 5, 7] },
        new(Widths: [48, 64, 96], Expansions: [2, 4], Blocks: [1, 2]) { Kernels = [3, 5, 7] },
        new(Widths: [80, 112, 160], Expansions: [2, 4], Blocks: [1, 2]) { Kernels = [3, 5, 7] },
    ];

    /// <summary>Channels of the last 1x1 convolution, ascending; 160 and 320 by default.</summary>
    public IReadOnlyList<int> Heads { get; init; } = [160, 320];

    /// <summary>The number of alternatives of each question.</summary>
    public IReadOnlyList<int> Alternatives =>
        [Stems.Count, .. Stages.SelectMany(stage => new[] { stage.Widths.Count, stage.Expansions.Count, stage.Blocks.Count, stage.Kernels.Count }), Heads.Count];

    /// <summary>The number of candidates.</summary>
    public BigInteger Count => Alternatives.Aggregate(BigInteger.One, (product, count) => product * count);

    /// <summary>The candidate with the first choice for every question.</summary>
    public Candidate Smallest => Candidate.Of(Alternatives.Select(_ => 0));

    /// <summary>The candidate with the last choice for every question: its weights contain those of all others.</summary>
    public Candidate Largest => Candidate.Of(Alternatives.Select(count => count - 1));

    /// <summary>The options of the network that <paramref name="candidate"/> describes.</summary>
    /// <exception cref="FrugalException">The candidate is not of this space.</exception>
    public MobileNetOptions Options(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        var choices = candidate.Choices;
        if (choices.Length != Alternatives.Count || choices.Zip(Alternatives).Any(pair => pair.First < 0 || pair.First >= pair.Second))
        {
            throw SearchErrors.NotOfTheSpace(candidate, Alternatives);
        }

        return new MobileNetOptions
        {
            InputChannels = InputChannels,
            Classes = Classes,
            Stem = Stems[choices[0]],
            Stages = [.. Stages.Select((stage, at) => Stage(stage, choices.AsSpan(1 + QuestionsAStage * at, QuestionsAStage)))],
            Head = Heads[choices[^1]],
        };
    }

    /// <summary>Draws a candidate uniformly at random.</summary>
    internal Candidate Draw(ref Data.SplitMix64 random)
    {
        var choices = new List<int>();
        foreach (var count in Alternatives)
        {
            choices.Add(random.NextInt32(count));
        }

        return Candidate.Of(choices);
    }

    /// <summary>The indices, in the largest network's chain, of the blocks of a network of this space: the first blocks of each stage.</summary>
    internal int[] Places(MobileNetOptions network)
    {
        var places = new List<int>();
        var first = 0;
        foreach (var (stage, choices) in network.Stages.Zip(Stages))
        {
            places.AddRange(Enumerable.Range(first, stage.Blocks));
            first += choices.Blocks[^1];
        }

        return [.. places];
    }

    /// <summary>Returns this space, or throws a <see cref="FrugalException"/> that names the first invalid choices.</summary>
    public MobileNetSpace Validated()
    {
        Ascending(nameof(Stems), Stems);
        Ascending(nameof(Heads), Heads);
        foreach (var stage in Stages)
        {
            Ascending($"the {nameof(StageChoices.Widths)} of a stage", stage.Widths);
            Ascending($"the {nameof(StageChoices.Expansions)} of a stage", stage.Expansions);
            Ascending($"the {nameof(StageChoices.Blocks)} of a stage", stage.Blocks);
            Ascending($"the {nameof(StageChoices.Kernels)} of a stage", stage.Kernels);
            if (stage.Kernels.Any(kernel => kernel is not (3 or 5 or 7)))
            {
                throw SearchErrors.UnsharedKernel(stage.Kernels);
            }

            if (stage.Expansions is [1, _, ..])
            {
                throw SearchErrors.UnsharedExpansion(stage.Expansions);
            }
        }

        Options(Smallest).Validated();
        Options(Largest).Validated();
        return this;
    }

    private static MobileNetStage Stage(StageChoices stage, ReadOnlySpan<int> choices) =>
        new(stage.Widths[choices[0]], stage.Expansions[choices[1]], stage.Blocks[choices[2]]) { Kernel = stage.Kernels[choices[3]] };

    private static void Ascending(string name, IReadOnlyList<int> choices)
    {
        if (choices.Count == 0 || choices.Zip(choices.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            throw SearchErrors.Unordered(name, choices);
        }
    }
}
