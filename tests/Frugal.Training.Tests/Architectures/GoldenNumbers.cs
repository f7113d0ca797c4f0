using System.Text.Json;

namespace Frugal.Training.Tests.Architectures;

/// <summary>What PyTorch made of the formula's weights and pictures; <c>architectures.golden.py</c> wrote the file.</summary>
internal sealed record GoldenNumbers(
    GoldenNumbers.Cost Resnet, GoldenNumbers.Cost Mobilenet, float[][] ResnetLogits, float[][] MobilenetLogits, double[] TrainingLosses)
{
    public static GoldenNumbers Read() => JsonSerializer.Deserialize<GoldenNumbers>(
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Architectures", "architectures.golden.json")), JsonSerializerOptions.Web)!;

    internal sealed record Cost(long Parameters, long Macs);
}
