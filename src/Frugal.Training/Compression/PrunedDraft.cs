using Frugal.Measuring;

namespace Frugal.Compression;

/// <summary>A pruned network before its training; its cost is already known.</summary>
/// <param name="Recipe">The recipe of the network in float32.</param>
/// <param name="Draft">The network.</param>
/// <param name="Macs">Its multiply-accumulates.</param>
/// <param name="LeastBytes">Size of the file in the smallest of the formats to try.</param>
internal sealed record PrunedDraft(CompressionRecipe Recipe, CompressionDraft Draft, long Macs, ByteSize LeastBytes)
{
    /// <summary>Whether another draft is trained alike from the same weights.</summary>
    public bool IsSameAs(PrunedDraft other) => Rest(other.Recipe) == Rest(Recipe) && other.Draft.Model.ToBytes().AsSpan().SequenceEqual(Draft.Model.ToBytes());

    /// <summary>Why it cannot meet <paramref name="budget"/>, whatever its training; null if it may.</summary>
    public string? Refusal(CompressionBudget budget) =>
        budget.Bytes is { } bytes && LeastBytes > bytes ? $"its smallest form takes {LeastBytes}, more than {bytes}; not trained"
        : budget.Macs is { } macs && Macs > macs ? $"it takes {Significant.Count(Macs)} MACs, more than {Significant.Count(macs)}; not trained"
        : null;

    private static string Rest(CompressionRecipe recipe) => new CompressionRecipe(recipe.Steps.Where(step => step.Stage > CompressionStage.Prune)).Identity;
}
