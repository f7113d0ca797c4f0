using Frugal.Data;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>
/// Turns a batch and its labels into pictures and soft targets: label smoothing, and either mixup (two pictures blended) or
/// CutMix (a rectangle of one pasted into the other). The second pictures are those of the batch in reverse order.
/// </summary>
internal sealed class BatchMixer(TrainingOptions options, int classes)
{
    /// <summary>Mixes one batch.</summary>
    /// <param name="images">float32 (N, C, H, W).</param>
    /// <param name="labels">int64 (N).</param>
    /// <param name="random">The random generator of this batch.</param>
    /// <returns>Images of the same shape, and targets float32 (N, classes) whose rows sum to 1.</returns>
    public (Tensor Images, Tensor Targets) Mix(Tensor images, Tensor labels, ref SplitMix64 random)
    {
        var smooth = options.LabelSmoothing;
        var targets = nn.functional.one_hot(labels, classes).to(ScalarType.Float32).mul(1 - smooth).add(smooth / classes);
        var cut = options.CutMix > 0 && (options.Mixup <= 0 || random.Chance(0.5f));
        var alpha = cut ? options.CutMix : options.Mixup;
        if (alpha <= 0 || !random.Chance((float)options.MixedBatches))
        {
            return (images, targets);
        }

        var kept = Beta(alpha, ref random);
        var other = images.flip(0);
        var mixed = cut ? Paste(images, other, ref kept, ref random) : images.mul(kept).add(other.mul(1 - kept));
        return (mixed, targets.mul(kept).add(targets.flip(0).mul(1 - kept)));
    }

    /// <summary>
    /// Pastes a rectangle whose share of the area is about 1 - kept, and sets <paramref name="kept"/> to the exact share after clipping at the
    /// borders.
    /// </summary>
    private static Tensor Paste(Tensor images, Tensor other, ref double kept, ref SplitMix64 random)
    {
        var (height, width) = ((int)images.shape[2], (int)images.shape[3]);
        var side = Math.Sqrt(1 - kept);
        var (halfHeight, halfWidth) = ((int)(height * side / 2), (int)(width * side / 2));
        var (y, x) = (random.NextInt32(height), random.NextInt32(width));
        var (top, bottom) = (Math.Max(0, y - halfHeight), Math.Min(height, y + halfHeight));
        var (left, right) = (Math.Max(0, x - halfWidth), Math.Min(width, x + halfWidth));
        var result = images.clone();
        if (bottom > top && right > left)
        {
            result.narrow(2, top, bottom - top).narrow(3, left, right - left)
                .copy_(other.narrow(2, top, bottom - top).narrow(3, left, right - left));
        }

        kept = 1 - (double)Math.Max(0, bottom - top) * Math.Max(0, right - left) / (height * width);
        return result;
    }

    /// <summary>A sample from Beta(alpha, alpha), alpha in (0, 1], by Jöhnk's rejection method (1964).</summary>
    internal static double Beta(double alpha, ref SplitMix64 random)
    {
        while (true)
        {
            var x = Math.Pow(random.NextSingle(), 1 / alpha);
            var y = Math.Pow(random.NextSingle(), 1 / alpha);
            if (x + y is > 0 and <= 1)
            {
                return x / (x + y);
            }
        }
    }
}
