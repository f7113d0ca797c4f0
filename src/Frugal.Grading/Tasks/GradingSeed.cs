using System.Globalization;
using System.Security.Cryptography;

namespace Frugal.Grading.Tasks;

/// <summary>The seed of a grading's unseen inputs: drawn for each grading and shown on its card.</summary>
/// <param name="Value">The seed.</param>
public readonly record struct GradingSeed(int Value)
{
    /// <summary>The environment variable that repeats a grading with the seed of its card.</summary>
    public const string Variable = "FRUGAL_GRADE_SEED";

    /// <summary>The seed in the variable <see cref="Variable"/>, otherwise a random one.</summary>
    /// <exception cref="FrugalException">The variable does not contain a whole number.</exception>
    public static GradingSeed Draw() => Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text
        ? new(RandomNumberGenerator.GetInt32(int.MaxValue))
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? new(value)
            : throw new FrugalException($"{Variable} is '{text}'; a whole number from 0 to {int.MaxValue} is allowed. Take the seed from a card, or unset the variable.");

    /// <summary>The random number generator of one test: the same for the same seed, whichever tests ran before it.</summary>
    public Random For(string test)
    {
        // FNV-1a, 32 bits: string.GetHashCode differs between processes.
        var hash = 2166136261u ^ (uint)Value;
        foreach (var letter in test)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return new Random((int)(hash & int.MaxValue));
    }
}
