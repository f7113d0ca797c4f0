using Frugal.Architectures;
using Frugal.Data;

namespace Frugal.Training;

/// <summary>The networks trained on the photos of <c>clothing-small</c>, from scratch. Their model cards say what else was tried.</summary>
internal static class ClothingRecipes
{
    private const string Dataset = "clothing-small";

    /// <summary>3,068 photos are few: without CutMix and strong crops the validation loss rises again after 50 epochs.</summary>
    private static readonly Augmentation Strong = new()
    {
        MinArea = 0.4f, Aspect = 1.33f, Rotation = 15, Tint = 0.08f, Grey = 0.05f, Erase = 0.25f,
    };

    public static TrainingRecipe ResNet { get; } = new("clothing-resnet", Dataset, () => new ResNet())
    {
        Options = new TrainingOptions
        {
            Epochs = 150, WarmUpEpochs = 4, LearningRate = 0.0025, WeightDecay = 0.08, Mixup = 0.2, CutMix = 1, AverageDecay = 0.998,
        },
        Augmentation = Strong,
    };

    public static TrainingRecipe MobileNet { get; } = new("clothing-mobilenet", Dataset, () => new MobileNet())
    {
        Options = new TrainingOptions { Epochs = 120, WarmUpEpochs = 4, LearningRate = 0.0025, Mixup = 0.2, CutMix = 1, AverageDecay = 0.998 },
        Augmentation = Strong,
        Teacher = "clothing-resnet",
    };
}
