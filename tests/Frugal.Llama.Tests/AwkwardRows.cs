namespace Frugal.Llama.Tests;

/// <summary>Rows of 256 numbers on which a quantiser may stumble.</summary>
internal static class AwkwardRows
{
    public const int Length = 256;

    public static IEnumerable<(string Name, float[] Row)> All(Random random)
    {
        yield return ("zeros", new float[Length]);
        yield return ("negative zeros", Row(_ => -0f));
        yield return ("one value", Row(_ => 0.37f));
        yield return ("one negative value", Row(_ => -0.37f));
        yield return ("subnormal floats", Row(i => i * float.Epsilon));
        yield return ("scales that are subnormal in F16", Row(_ => (random.NextSingle() - 0.5f) * 1e-6f));
        yield return ("scales that vanish in F16", Row(_ => (random.NextSingle() - 0.5f) * 1e-8f));
        yield return ("one outlier", Row(i => i == 100 ? 1000 : Normal() * 0.01f));
        yield return ("outliers of both signs", Row(i => i % 64 == 0 ? (i % 128 - 32) * 50f : Normal() * 0.01f));
        yield return ("scales near the largest in F16", Row(_ => (random.NextSingle() - 0.5f) * 1e6f));
        yield return ("all positive", Row(_ => 1 + random.NextSingle()));
        yield return ("a ramp", Row(i => (i - 128) / 128f));
        for (var i = 0; i < 200; i++)
        {
            var spread = MathF.Pow(10, random.NextSingle() * 4 - 3);
            yield return ($"normal {i}", Row(_ => Normal() * spread));
        }

        float[] Row(Func<int, float> number) => [.. Enumerable.Range(0, Length).Select(number)];

        float Normal() => MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
    }
}
