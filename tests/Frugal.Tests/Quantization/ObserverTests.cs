using FsCheck.Fluent;
using Frugal.Quantization;

namespace Frugal.Tests.Quantization;

/// <summary>Observers against naive versions that keep every number.</summary>
public class ObserverTests
{
    [Test]
    public void A_growing_histogram_counts_what_a_plain_one_over_the_final_bins_counts()
    {
        var numbers = Numbers(20_000, seed: 3);
        var histogram = new GrowingHistogram();

        foreach (var batch in numbers.Chunk(700))
        {
            histogram.Add(batch);
        }

        var naive = new long[GrowingHistogram.Bins];
        foreach (var x in numbers)
        {
            naive[(int)Math.Floor((x - histogram.Left(0)) / histogram.Width)]++;
        }

        Assert.That(histogram.Counts.ToArray(), Is.EqualTo(naive));
        Assert.That((histogram.Total, histogram.Min, histogram.Max), Is.EqualTo((20_000L, numbers.Min(), numbers.Max())));
    }

    [Test]
    public void A_histogram_grows_in_both_directions_over_many_orders_of_magnitude_and_loses_no_number()
    {
        var histogram = new GrowingHistogram();

        foreach (var x in new[] { 1e-6f, 5f, -3e4f, 7e8f, -1e9f, 0f })
        {
            histogram.Add([x]);
        }

        Assert.That(histogram.Counts.ToArray().Sum(), Is.EqualTo(6));
        Assert.That(histogram.Left(0), Is.LessThanOrEqualTo(-1e9));
    }

    [TestCase(99.0)]
    [TestCase(99.9)]
    public void The_percentile_of_one_sign_is_that_of_the_sorted_numbers(double percentile)
    {
        var numbers = Array.ConvertAll(Numbers(50_000, seed: 5), Math.Abs);
        var observer = new PercentileObserver(percentile);

        observer.Observe(numbers);

        Array.Sort(numbers);
        var expected = numbers[(int)(numbers.Length * percentile / 100)];
        Assert.That(observer.Range.Max, Is.EqualTo(expected).Within(BinOf(numbers)));
        Assert.That(observer.Range.Min, Is.EqualTo(numbers[0]));
    }

    [Test]
    public void The_percentile_of_two_signs_clips_half_at_each_end()
    {
        var numbers = Numbers(50_000, seed: 6);
        var observer = new PercentileObserver(99);

        observer.Observe(numbers);

        Array.Sort(numbers);
        Assert.That(observer.Range.Min, Is.EqualTo(numbers[250]).Within(BinOf(numbers)));
        Assert.That(observer.Range.Max, Is.EqualTo(numbers[^251]).Within(BinOf(numbers)));
    }

    [Test]
    public void The_entropy_threshold_is_the_one_with_the_least_divergence_by_the_definition()
    {
        var bins = new double[256];
        foreach (var x in Numbers(30_000, seed: 8))
        {
            bins[Math.Min(255, (int)(Math.Abs(x) * 20))]++;
        }

        var threshold = EntropyObserver.Threshold(bins, steps: 16);

        var naive = Enumerable.Range(16, bins.Length - 15).MinBy(kept => NaiveDivergence(bins, kept, 16));
        Assert.That(threshold, Is.EqualTo(naive));
    }

    /// <summary>Bins with gaps, peaks and long tails; where two thresholds are equally good, either is right.</summary>
    [Test]
    public void No_threshold_has_less_divergence_than_the_one_that_is_chosen() =>
        Property.Holds(from counts in Gen.ArrayOf(Gen.Frequency((2, Gen.Constant(0)), (3, Gen.Choose(0, 9)), (1, Gen.Choose(0, 100_000))), 40) from steps in Gen.Elements(4, 7, 16) select (counts, steps), drawn =>
        {
            var bins = Array.ConvertAll(drawn.counts, count => (double)count);
            var all = Enumerable.Range(drawn.steps, bins.Length - drawn.steps + 1).Where(kept => bins[..kept].Sum() > 0).ToDictionary(kept => kept, kept => NaiveDivergence(bins, kept, drawn.steps));

            var threshold = EntropyObserver.Threshold(bins, drawn.steps);

            Assert.That(all.GetValueOrDefault(threshold, 0), Is.EqualTo(all.Values.DefaultIfEmpty(0).Min()).Within(1e-9));
        });

    [Test]
    public void Entropy_cuts_off_a_lone_outlier_that_min_max_keeps()
    {
        var numbers = Numbers(50_000, seed: 9).Append(500f).ToArray();
        var (entropy, minMax) = (new EntropyObserver(), new MinMaxObserver());

        entropy.Observe(numbers);
        minMax.Observe(numbers);

        Assert.That(minMax.Range.Max, Is.EqualTo(500));
        Assert.That(entropy.Range.Max, Is.InRange(2f, 250f));
    }

    [TestCase(ObserverKind.MinMax)]
    [TestCase(ObserverKind.MovingAverage)]
    [TestCase(ObserverKind.Mse)]
    [TestCase(ObserverKind.Percentile)]
    [TestCase(ObserverKind.Entropy)]
    public void Numbers_that_are_all_zero_or_none_at_all_give_an_empty_range(ObserverKind kind)
    {
        var (zeros, none) = (Observer.Create(kind), Observer.Create(kind));

        zeros.Observe(new float[100]);
        none.Observe([]);

        Assert.That((zeros.Range, none.Range), Is.EqualTo((new ValueRange(0, 0), new ValueRange(0, 0))));
    }

    [TestCase(ObserverKind.MinMax)]
    [TestCase(ObserverKind.MovingAverage)]
    [TestCase(ObserverKind.Mse)]
    [TestCase(ObserverKind.Percentile)]
    [TestCase(ObserverKind.Entropy)]
    public void A_number_that_is_none_makes_the_range_unusable(ObserverKind kind)
    {
        var observer = Observer.Create(kind);

        observer.Observe([1, float.NaN, 2]);

        Assert.That(observer.Range.IsFinite, Is.False);
    }

    [Test]
    public void The_moving_average_is_the_sum_of_all_batches_with_weights_that_fade()
    {
        var batches = Numbers(3000, seed: 11).Chunk(100).ToArray();
        var observer = new MovingAverageObserver(0.1f);

        foreach (var batch in batches)
        {
            observer.Observe(batch);
        }

        // min_n = 0.9^(n-1) m_1 + sum of 0.1 * 0.9^(n-k) m_k
        double Faded(Func<float[], float> end) => batches.Select((batch, k) => end(batch) * (k == 0 ? 1 : 0.1) * Math.Pow(0.9, batches.Length - 1 - k)).Sum();
        Assert.That(observer.Range.Min, Is.EqualTo(Faded(batch => batch.Min())).Within(1e-5));
        Assert.That(observer.Range.Max, Is.EqualTo(Faded(batch => batch.Max())).Within(1e-5));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void The_mse_range_loses_no_more_than_the_best_of_all_candidates_on_the_numbers_themselves(bool rectified)
    {
        var numbers = Array.ConvertAll(Numbers(20_000, seed: 12), x => rectified ? Math.Max(0, x * x * x) : x * x * x);   // long tails
        var observer = new MseObserver();

        observer.Observe(numbers);

        double Error(ValueRange range)
        {
            var grid = QuantizationFormat.UInt8.Parameters(range);
            return numbers.Sum(x => Math.Pow(x - grid.Dequantize(QuantizationFormat.UInt8.Quantize(x, grid)), 2));
        }

        var least = Enumerable.Range(1, 100).Min(i => Error(new ValueRange(numbers.Min() * i / 100, numbers.Max() * i / 100)));
        Assert.That(Error(observer.Range), Is.LessThanOrEqualTo(1.02 * least));   // the observer knows numbers to a bin of its histogram
        Assert.That(observer.Range.Max, Is.LessThan(0.99f * numbers.Max()));
    }

    /// <summary>P and Q written out as distributions, then summed: no step is shared with the implementation.</summary>
    private static double NaiveDivergence(double[] bins, int kept, int steps)
    {
        var p = bins[..kept];
        var q = new double[kept];
        for (var step = 0; step < steps; step++)
        {
            var members = Enumerable.Range(0, kept).Where(i => i >= step * kept / steps && i < (step + 1) * kept / steps).ToArray();
            var filled = members.Where(i => bins[i] > 0).ToArray();
            foreach (var i in filled)
            {
                q[i] = members.Sum(j => bins[j]) / filled.Length;
            }
        }

        p[kept - 1] += bins[kept..].Sum();
        var (sumP, sumQ) = (p.Sum(), q.Sum());
        return Enumerable.Range(0, kept).Where(i => p[i] > 0).Sum(i => p[i] / sumP * Math.Log(p[i] / sumP / (0.9999 * q[i] / sumQ + 0.0001 / kept)));
    }

    private static double BinOf(float[] numbers)
    {
        var histogram = new GrowingHistogram();
        histogram.Add(numbers);
        return histogram.Width * 1.01;
    }

    /// <summary>Normal numbers, by Box and Muller.</summary>
    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
    }
}
