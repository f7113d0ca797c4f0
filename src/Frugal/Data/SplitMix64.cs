namespace Frugal.Data;

/// <summary>
/// A small seeded random number generator whose sequence is the same on every machine and .NET version
/// (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
/// </summary>
public struct SplitMix64
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong state;

    /// <summary>Starts the sequence of <paramref name="seed"/>.</summary>
    public SplitMix64(ulong seed) => state = seed;

    /// <summary>Starts the sequence that these numbers together determine, such as (seed, epoch, index).</summary>
    public SplitMix64(long seed, long first, long second = 0)
    {
        state = Mix(Mix(Mix((ulong)seed + Golden) ^ (ulong)first) + Golden ^ (ulong)second);
    }

    /// <summary>64 random bits.</summary>
    public ulong Next() => Mix(state += Golden);

    /// <summary>Uniform in [0, 1).</summary>
    public float NextSingle() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public float Uniform(float low, float high) => low + (high - low) * NextSingle();

    /// <summary>True with probability <paramref name="probability"/>.</summary>
    public bool Chance(float probability) => NextSingle() < probability;

    /// <summary>Uniform in 0 .. <paramref name="count"/> - 1 (Lemire, 2019, without the correction of a bias below 2^-32).</summary>
    public int NextInt32(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);

    /// <summary>Normal with mean 0 and variance 1 (Box and Muller, 1958).</summary>
    public float Normal()
    {
        var radius = MathF.Sqrt(-2 * MathF.Log(1 - NextSingle()));
        return radius * MathF.Cos(2 * MathF.PI * NextSingle());
    }

    /// <summary>Shuffles in place (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt32(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
