namespace Frugal.Llama.Tests.Running;

public class TokenChooserTests
{
    [Test]
    public void Without_temperature_the_largest_logit_wins_and_of_equals_the_lowest_token([Values(1, 7, 33, 1000)] int size)
    {
        var random = new Random(size);
        for (var trial = 0; trial < 200; trial++)
        {
            float[] logits = [.. Enumerable.Range(0, size).Select(_ => (float)random.Next(-3, 4))];

            Assert.That(Chooser(0).Choose(logits), Is.EqualTo(Array.IndexOf(logits, logits.Max())));
        }
    }

    [Test]
    public void Draws_have_the_distribution_of_the_softmax_over_temperature()
    {
        float[] logits = [1, 0, 2, -1, 0.5f];
        const double temperature = 0.7;
        var weights = logits.Select(logit => Math.Exp(logit / temperature)).ToArray();
        var chooser = Chooser(temperature);

        var counts = new double[logits.Length];
        for (var i = 0; i < 40_000; i++)
        {
            counts[chooser.Choose(logits)]++;
        }

        for (var token = 0; token < logits.Length; token++)
        {
            Assert.That(counts[token] / 40_000, Is.EqualTo(weights[token] / weights.Sum()).Within(0.01), $"token {token}");
        }
    }

    [TestCase(0.5, 1)]
    [TestCase(0.65, 2)]
    [TestCase(0.85, 3)]
    [TestCase(1.0, 5)]
    public void Top_p_keeps_the_fewest_tokens_that_reach_it(double topP, int kept)
    {
        double[] probabilities = [0.05, 0.2, 0.5, 0.15, 0.1];
        float[] logits = [.. probabilities.Select(probability => (float)Math.Log(probability))];
        var chooser = Chooser(1, topP - 1e-6 * (topP < 1 ? 1 : 0));

        var drawn = Enumerable.Range(0, 5000).Select(_ => chooser.Choose(logits)).ToHashSet();

        Assert.That(drawn, Is.EquivalentTo(new[] { 2, 1, 3, 4, 0 }.Take(kept)));
    }

    [Test]
    public void The_same_seed_draws_the_same_tokens_and_another_one_others()
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, 500).Select(_ => random.NextSingle() * 4).ToArray()).ToList();

        Assert.That(Draw(7), Is.EqualTo(Draw(7)));
        Assert.That(Draw(8), Is.Not.EqualTo(Draw(7)));

        int[] Draw(uint seed)
        {
            var chooser = Chooser(1.2, seed: seed);
            return [.. rows.Select(row => chooser.Choose(row))];
        }
    }

    [Test]
    public void Logits_that_exclude_tokens_are_respected_and_those_that_are_no_numbers_are_returned()
    {
        var chooser = Chooser(2, 1);

        Assert.That(Enumerable.Range(0, 500).Select(_ => chooser.Choose([float.NegativeInfinity, 0, 1, float.NegativeInfinity])).Distinct().Order(), Is.EqualTo([1, 2]));
        Assert.That(chooser.Choose([0, float.NaN, 1]), Is.EqualTo(1));
    }

    [Test]
    public void Nothing_is_allocated_per_draw()
    {
        var (chooser, logits) = (Chooser(1), new float[1000]);
        _ = chooser.Choose(logits);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            _ = chooser.Choose(logits);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static TokenChooser Chooser(double temperature, double topP = 1, uint seed = 1)
    {
        var chooser = new TokenChooser();
        chooser.Sample(temperature, topP, seed);
        return chooser;
    }
}
