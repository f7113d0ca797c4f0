using Frugal.Quantization;

namespace Frugal.Compression;

/// <summary>The recipe format with the steps that train.</summary>
public static class TrainingRecipeFormat
{
    /// <summary>All steps of <c>Frugal</c> and <c>Frugal.Training</c>; reads and writes <see cref="QuantizationRecipe"/> and <see cref="CompressionRecipe"/>.</summary>
    public static RecipeFormat Default { get; } =
        RecipeFormat.Default.With<AdaRoundStep>().With<TuneStep>().With<PruneChannelsStep>().With<DistilStep>().With<QuantizeStep>();
}
