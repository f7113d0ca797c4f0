using ClothingApi.Search;
using Frugal.Measuring;

namespace Frugal.Benchmarks.Serving.Figures;

/// <summary>The lab's vectorised scan of 100,000 articles against a plain loop.</summary>
internal static class SearchSpeed
{
    private const int Articles = 100_000;
    private const int Dimensions = 320;                  // the features of clothing-mobilenet
    private const int Nearest = 10;

    public static object Measure(int rounds)
    {
        var (vectors, query) = Draw(new Random(1));
        var index = new VectorIndex(vectors, Dimensions);
        if (!index.Nearest(query, Nearest).Select(hit => hit.Index).SequenceEqual(Plain(vectors, query)))
        {
            throw new InvalidOperationException("The two searches do not find the same articles.");
        }

        var options = new TimingOptions { Rounds = rounds };
        var (timings, share) = CpuAffinity.RunPinned<(IReadOnlyList<Timing>, double?)>(
            CpuAffinity.Choose(1) is [var cpu] ? cpu : null,
            () => CpuShare.Of(() => Timer(options).Measure([() => index.Nearest(query, Nearest), () => Plain(vectors, query)])));
        var (scan, plain) = (timings[0].RoundMeans, timings[1].RoundMeans);
        Console.Error.WriteLine($"search: {Quantile.Median(scan):0.00} ms, plain loop {Quantile.Median(plain):0.0} ms");
        return new
        {
            articles = Articles,
            dimensions = Dimensions,
            nearest = Nearest,
            clock = ThreadCpuClock.Instance is null ? "wall" : "processor time of the thread",
            scan_ms = Comparison.Interval(scan),
            plain_ms = Comparison.Interval(plain),
            ratio = Comparison.Interval(plain.Zip(scan, (slow, fast) => slow / fast)),
            gigabytes_per_second = Math.Round(vectors.Length / Quantile.Median(scan) / 1e6, 2),
            cpu_share = share is { } got ? Math.Round(got, 3) : (double?)null,
            load = Machine.Load,
        };
    }

    /// <summary>The same search without vectors and without thought.</summary>
    public static int[] Plain(sbyte[] vectors, sbyte[] query)
    {
        var dots = new int[vectors.Length / query.Length];
        for (var article = 0; article < dots.Length; article++)
        {
            var dot = 0;
            for (var i = 0; i < query.Length; i++)
            {
                dot += vectors[article * query.Length + i] * query[i];
            }

            dots[article] = dot;
        }

        return [.. Enumerable.Range(0, dots.Length).OrderByDescending(article => dots[article]).Take(Nearest)];
    }

    private static InterleavedTimer Timer(TimingOptions options) =>
        ThreadCpuClock.Instance is { } clock ? new(options, clock) : new(options);

    private static (sbyte[] Vectors, sbyte[] Query) Draw(Random random)
    {
        var bytes = new byte[(Articles + 1) * Dimensions];
        random.NextBytes(bytes);
        var codes = Array.ConvertAll(bytes, value => (sbyte)Math.Clamp(value - 128, -127, 127));
        return (codes[Dimensions..], codes[..Dimensions]);
    }
}
