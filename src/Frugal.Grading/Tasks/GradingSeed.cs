using System.Security.Cryptography;
using System.Text;

namespace Frugal.Grading.Tasks;

/// <summary>The seed of a grading's unseen inputs: 128 bits drawn for each grading, and shown on its card afterwards.</summary>
/// <param name="Value">The seed: 32 hexadecimal digits.</param>
public readonly record struct GradingSeed(string Value)
{
    /// <summary>The environment variable that repeats a grading with the seed of its card.</summary>
    public const string Variable = "FRUGAL_GRADE_SEED";

    private const int Digits = 32;

    /// <summary>The seed in the variable <see cref="Variable"/>, otherwise a random one.</summary>
    /// <exception cref="FrugalException">The variable does not contain 32 hexadecimal digits.</exception>
    public static GradingSeed Draw() => Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text
        ? new(RandomNumberGenerator.GetHexString(Digits, lowercase: true))
        : text.Length == Digits && text.All(char.IsAsciiHexDigit)
            ? new(text.ToLowerInvariant())
            : throw new FrugalException($"{Variable} is '{text}'; {Digits} hexadecimal digits are allowed. Take the seed from a card, or unset the variable.");

    /// <summary>The random number generator of one purpose, such as a test: the same for the same seed, whatever ran before, and not predictable from
    /// its numbers or from those of another purpose.</summary>
    public Random For(string purpose) => new KeyedRandom(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Value), Encoding.UTF8.GetBytes(purpose))[..16]);

    /// <summary>A seed for a generator that runs in the grader's own processes only.</summary>
    internal int ForGrader(string purpose) => For(purpose).Next();
}
