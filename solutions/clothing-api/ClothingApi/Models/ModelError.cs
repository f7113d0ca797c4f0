namespace ClothingApi.Models;

/// <summary>How far the answers of a model are from those of the model that it was made of.</summary>
/// <param name="Decibels">The signal-to-noise ratio of the answers; 6 dB more is half the error. Infinite if there is no error.</param>
/// <param name="Agreement">The share of pictures, 0 to 1, for which both models choose the same class.</param>
public sealed record ModelError(double Decibels, double Agreement)
{
    /// <summary>
    /// Compares two models' answers to the same pictures. Decibels: 10 * log10(signal / noise), where the signal is the sum of the squares of all expected numbers, of all
    /// pictures together, and the noise that of all differences. Agreement: pictures whose largest number is in the same place in both; of equal ones the first counts.
    /// </summary>
    /// <param name="expected">The original model's logits, a row for each picture; at least one.</param>
    /// <param name="got">The other model's, in the same shape. Neither is changed.</param>
    public static ModelError Between(float[][] expected, float[][] got)
    {
#if SOLUTION
        double signal = 0, noise = 0;
        var agreeing = 0;
        for (var picture = 0; picture < expected.Length; picture++)
        {
            var (right, mine) = (expected[picture], got[picture]);
            for (var i = 0; i < right.Length; i++)
            {
                signal += (double)right[i] * right[i];
                noise += ((double)mine[i] - right[i]) * ((double)mine[i] - right[i]);
            }

            agreeing += Array.IndexOf(right, right.Max()) == Array.IndexOf(mine, mine.Max()) ? 1 : 0;
        }

        return new(noise > 0 ? 10 * Math.Log10(signal / noise) : double.PositiveInfinity, (double)agreeing / expected.Length);
#else
        throw new NotImplementedException("Task 4 - measure the error of a quantised model. Hint: add up the squares in double; Math.Log10; if the noise is zero, the ratio is double.PositiveInfinity.");
#endif
    }
}
