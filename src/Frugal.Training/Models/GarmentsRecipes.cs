using Frugal.Architectures;
using Frugal.Data;
using Frugal.Training;

namespace Frugal.Models;

/// <summary>The networks trained on <c>garments</c>, a data set of drawn clothes that needs no download.</summary>
internal static class GarmentsRecipes
{
    private const string Dataset = "garments";

    /// <summary>The 10,000 pictures are varied already: light augmentation is enough, and mixing would only slow down training in the few epochs.</summary>
    private static readonly Augmentation Light = new()
    {
        MinArea = 0.8f, Aspect = 1.1f, Rotation = 6, Shear = 0.05f, Brightness = 0.15f, Contrast = 0.15f, Saturation = 0.15f, Erase = 0,
    };

    private static readonly TrainingOptions Options = new() { Epochs = 12, WarmUpEpochs = 1, LearningRate = 0.003, WeightDecay = 0.2, Mixup = 0, AverageDecay = 0.99 };

    public static TrainingRecipe ResNet { get; } = new("garments-resnet", Dataset, () => new ResNet())
    {
        Options = Options,
        Augmentation = Light,
    };

    public static TrainingRecipe MobileNet { get; } = new("garments-mobilenet", Dataset, () => new MobileNet())
    {
        Options = Options with { Epochs = 24 },
        Augmentation = Light,
    };
}
