using Frugal.Data;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Training;

public class BatchMixerTests
{
    private static readonly TrainingOptions Plain = new() { Mixup = 0, CutMix = 0 };

    [Test]
    public void Label_smoothing_spreads_its_part_over_all_classes()
    {
        using var scope = NewDisposeScope();

        var (_, targets) = Mix(Plain with { LabelSmoothing = 0.2 }, zeros(1, 3, 4, 4), 1);

        Assert.That(targets, Is.EqualTo(new[] { 0.05f, 0.85f, 0.05f, 0.05f }).Within(1e-6));
    }

    [Test]
    public void Mixup_blends_pictures_and_targets_by_the_same_share()
    {
        using var scope = NewDisposeScope();
        var pictures = cat([zeros(1, 1, 2, 2), ones(1, 1, 2, 2)], 0);

        var (images, targets) = Mix(Plain with { Mixup = 0.5, LabelSmoothing = 0 }, pictures, 0, 1);

        // The first picture is black and of class 0: what is white in it is the share of class 1.
        Assert.That(images[0], Is.EqualTo(targets[1]).Within(1e-6));
        Assert.That(targets[0] + targets[1], Is.EqualTo(1).Within(1e-6));
        Assert.That(targets[1], Is.GreaterThan(0).And.LessThan(1));
    }

    [Test]
    public void CutMix_pastes_a_rectangle_whose_area_is_the_other_target_s_share()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            using var scope = NewDisposeScope();
            var pictures = cat([zeros(1, 1, 16, 12), ones(1, 1, 16, 12)], 0);

            var (images, targets) = Mix(Plain with { CutMix = 1, LabelSmoothing = 0 }, pictures, seed, [0, 1]);

            Assert.That(images.Take(16 * 12).Average(), Is.EqualTo(targets[1]).Within(1e-6));
        }
    }

    [Test]
    public void Beta_has_the_mean_and_the_variance_of_the_book()
    {
        const double Alpha = 0.2;
        var random = new SplitMix64(7);

        var draws = Enumerable.Range(0, 20_000).Select(_ => BatchMixer.Beta(Alpha, ref random)).ToArray();

        // Beta(a, a): mean 1/2, variance 1 / (4 (2a + 1)) = 0.1786; four standard errors of 20,000 draws are below 0.012.
        Assert.That(draws.Average(), Is.EqualTo(0.5).Within(0.012));
        Assert.That(draws.Average(x => (x - 0.5) * (x - 0.5)), Is.EqualTo(1 / (4 * (2 * Alpha + 1))).Within(0.012));
    }

    private static (float[] Images, float[] Targets) Mix(TrainingOptions options, Tensor images, params long[] labels) => Mix(options, images, 3, labels);

    private static (float[] Images, float[] Targets) Mix(TrainingOptions options, Tensor images, int seed, long[] labels)
    {
        var random = new SplitMix64((ulong)seed);
        var (mixed, targets) = new BatchMixer(options, classes: 4).Mix(images, tensor(labels), ref random);
        return (mixed.data<float>().ToArray(), targets.data<float>().ToArray());
    }
}
