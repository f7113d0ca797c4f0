using Frugal.Architectures;
using Frugal.Data;
using Frugal.Imaging;
using Frugal.Training;

namespace Frugal.Models;

/// <summary>The networks trained on the photos of <c>clothing-small</c>. Their model cards describe what else was tried.</summary>
internal static class ClothingRecipes
{
    /// <summary>The number of classes of clothing-small.</summary>
    public const int Classes = 10;

    private const string Dataset = "clothing-small";

    /// <summary>
    /// 3,068 photos are few. Crops keep 65% or more of the area: tighter crops show clothes larger than in evaluation, which cost two points of accuracy.
    /// </summary>
    private static readonly Augmentation Varied = new()
    {
        MinArea = 0.65f, Aspect = 1.25f, Rotation = 15, Translate = 0.05f, Tint = 0.05f, Grey = 0.05f,
    };

    /// <summary>AdamW multiplies the weight decay by the learning rate: a decay below about 0.5 has no effect within 4,000 steps.</summary>
    private static readonly TrainingOptions Options = new()
    {
        Epochs = 60, WarmUpEpochs = 3, LearningRate = 0.002, WeightDecay = 0.7, Mixup = 0.2, CutMix = 1, MixedBatches = 0.7, AverageDecay = 0.998,
    };

    /// <summary>Narrower early stages than the default, and twice as deep late stages: 0.50 M parameters, 14.5 M MACs, a quarter of the ResNet's.</summary>
    private static readonly MobileNetOptions Deep = new()
    {
        Stem = 32,
        Stages = [new(24, Expansion: 1, Blocks: 1), new(56, Expansion: 4, Blocks: 1), new(96, Expansion: 4, Blocks: 2), new(160, Expansion: 4, Blocks: 2)],
    };

    /// <summary>
    /// ImageNet's ResNet-18, fine-tuned: all weights at a low learning rate, the average of the last two epochs' weights. 160 pixels and the centre of the
    /// photo: the proportions that it was trained on.
    /// </summary>
    public static TrainingRecipe Teacher { get; } = new("clothing-resnet18", Dataset, () => new ResNet(ImageNetResNet18.Options(Classes)))
    {
        Options = new() { Epochs = 20, BatchSize = 32, WarmUpEpochs = 2, LearningRate = 0.0004, WeightDecay = 0.3, Mixup = 0.2, CutMix = 1, MixedBatches = 0.5, AverageDecay = 0.995 },
        Augmentation = Varied,
        Preprocessing = ImageNetResNet18.Preprocessing with { Size = 160 },
        CacheSize = 192,
        Pretrained = ImageNetResNet18.Name,
    };

    /// <summary>
    /// Learns the ResNet-18's probabilities for mixed photos; the labels are not used (Beyer et al. 2022, "Knowledge distillation: a good teacher is
    /// patient and consistent").
    /// </summary>
    public static TrainingRecipe ResNet { get; } = Taught(new("clothing-resnet", Dataset, () => new ResNet()), epochs: 110) with
    {
        Pretrained = GarmentsRecipes.ResNet.Name,
    };

    /// <summary>Learns the same answers as the ResNet: whichever is trained second does not run the teacher again.</summary>
    public static TrainingRecipe MobileNet { get; } = Taught(new("clothing-mobilenet", Dataset, () => new MobileNet(Deep)), epochs: 180);

    private static TrainingRecipe Taught(TrainingRecipe student, int epochs) => student with
    {
        Options = Options with { Epochs = epochs, Views = 60, WeightDecay = 0.5, AverageDecay = 0.9995 },
        Augmentation = Varied,
        Preprocessing = new() { Fit = Fit.Crop },   // as the teacher's
        CacheSize = Teacher.CacheSize,
        Teacher = Teacher.Name,
        TeacherPreprocessing = Teacher.Preprocessing,
    };
}
