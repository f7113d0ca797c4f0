namespace Frugal.Training;

/// <summary>
/// Linear warm-up to the peak, then a cosine decay to 0 (Loshchilov and Hutter 2017, "SGDR", equation 5, without restarts).
/// </summary>
/// <param name="peak">The highest learning rate.</param>
/// <param name="warmUp">Warm-up steps.</param>
/// <param name="total">Total number of steps.</param>
public readonly struct LearningRateSchedule(double peak, long warmUp, long total)
{
    /// <summary>The learning rate at <paramref name="step"/>, counted from 0.</summary>
    public double At(long step)
    {
        if (step < warmUp)
        {
            return peak * (step + 1) / warmUp;
        }

        var part = (double)(step - warmUp) / Math.Max(1, total - warmUp);
        return peak * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, part)));
    }
}
