using Frugal.Architectures;

namespace Frugal.Training;

/// <summary>The networks trained on <c>garments</c>, drawn clothes that need no download.</summary>
internal static class GarmentsRecipes
{
    private const string Dataset = "garments";

    public static TrainingRecipe ResNet { get; } = new("garments-resnet", Dataset, () => new ResNet())
    {
        Options = new TrainingOptions { Epochs = 6, WarmUpEpochs = 1 },
    };

    public static TrainingRecipe MobileNet { get; } = new("garments-mobilenet", Dataset, () => new MobileNet())
    {
        Options = new TrainingOptions { Epochs = 8, WarmUpEpochs = 1 },
    };
}
