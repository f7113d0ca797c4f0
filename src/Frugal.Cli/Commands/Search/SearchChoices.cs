using Frugal.Compression;
using Frugal.Search;

namespace Frugal.Cli.Commands.Search;

/// <summary>The choices given to <c>frugal search</c>.</summary>
/// <param name="Dataset">A data set of the catalogue, or a folder of labelled photos.</param>
/// <param name="Budget">The limits for the network.</param>
/// <param name="Folder">The output folder.</param>
internal sealed record SearchChoices(string Dataset, SearchBudget Budget, string Folder)
{
    public int Size { get; init; } = 96;

    public int Epochs { get; init; } = 30;

    public int Tune { get; init; }

    public int? Images { get; init; }

    public EvolutionOptions Evolution { get; init; } = new();

    /// <summary>Parses a search budget, in the syntax of <see cref="CompressionBudget"/>.</summary>
    /// <exception cref="FrugalException">The text is not a valid budget, or it limits memory.</exception>
    public static SearchBudget Limits(string text)
    {
        var budget = CompressionBudget.Parse(text);
        return budget.Ram is null
            ? new SearchBudget { Bytes = budget.Bytes, Macs = budget.Macs, Latency = budget.Latency }
            : throw new FrugalException($"'{text}': a search cannot limit RAM, which is measured on finished files only. Give limits on size, MACs or latency.");
    }

    public SearchChoices Validated()
    {
        Budget.Validated();
        Evolution.Validated();
        return (Size, Epochs, Tune, Images) switch
        {
            ( < 16 or > 512, _, _, _) => throw new FrugalException($"--size {Size}: it must be 16 to 512 pixels."),
            (_, < 1 or > 10_000, _, _) => throw new FrugalException($"--epochs {Epochs}: it must be 1 to 10,000."),
            (_, _, < 0 or > 10_000, _) => throw new FrugalException($"--tune {Tune}: it must be 0 to 10,000 epochs."),
            (_, _, _, < 4) => throw new FrugalException($"--images {Images}: it must be at least 4. Leave it out to use all images."),
            _ => this,
        };
    }
}
