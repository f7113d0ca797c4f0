namespace Frugal.Llama.Tests;

public class LogitComparisonTests
{
    private static readonly float Ln2 = MathF.Log(2), Ln3 = MathF.Log(3);

    [Test]
    public void Figures_are_those_computed_by_hand()
    {
        var comparison = new LogitComparison();

        // p = (1/4, 3/4), q = (1/2, 1/2); then p = (2/3, 1/3), q = (1/4, 3/4). A constant added to all logits changes nothing.
        comparison.Add([0, Ln3], [5, 5], next: 1);
        comparison.Add([Ln2 + 7, 7], [-2, Ln3 - 2], next: 0);

        Assert.That(comparison.Tokens, Is.EqualTo(2));
        Assert.That(comparison.ReferencePerplexity, Is.EqualTo(Math.Sqrt(4.0 / 3 * (3.0 / 2))).Within(1e-6));
        Assert.That(comparison.OtherPerplexity, Is.EqualTo(Math.Sqrt(2.0 * 4)).Within(1e-6));
        var first = 0.25 * Math.Log(0.25 / 0.5) + 0.75 * Math.Log(0.75 / 0.5);
        var second = 2.0 / 3 * Math.Log(2.0 / 3 / 0.25) + 1.0 / 3 * Math.Log(1.0 / 3 / 0.75);
        Assert.That(comparison.Divergence, Is.EqualTo((first + second) / 2).Within(1e-6));
    }

    [Test]
    public void The_same_top_token_is_counted()
    {
        var comparison = new LogitComparison();

        comparison.Add([1, 2, 3], [0, 0, 9], next: 0);
        comparison.Add([1, 2, 3], [1, 5, 3], next: 0);
        comparison.Add([4, 2, 3], [1, 0, 0], next: 0);

        Assert.That(comparison.SameTop, Is.EqualTo(2.0 / 3));
    }

    [Test]
    public void A_model_that_knows_nothing_has_the_vocabularys_size_as_perplexity()
    {
        var comparison = new LogitComparison();

        comparison.Add(new float[50], new float[50], next: 13);

        Assert.That((comparison.ReferencePerplexity, comparison.Divergence, comparison.SameTop), Is.EqualTo((50.0, 0.0, 1.0)).Within(1e-9));
    }

    [Test]
    public void Large_logits_do_not_overflow()
    {
        var comparison = new LogitComparison();

        comparison.Add([3e4f, 0], [0, 3e4f], next: 0);

        Assert.That(comparison.ReferencePerplexity, Is.EqualTo(1).Within(1e-9));
        Assert.That(comparison.Divergence, Is.EqualTo(3e4).Within(1e-3));
    }

    [Test]
    public void Wrong_logits_are_refused() => Assert.Multiple(() =>
    {
        Assert.Throws<ArgumentException>(() => new LogitComparison().Add([1, 2], [1], next: 0));
        Assert.Throws<ArgumentException>(() => new LogitComparison().Add([1, 2], [1, 2], next: 2));
        Assert.Throws<ArgumentException>(() => new LogitComparison().Add([1, 2], [1, float.NaN], next: 0));
    });
}
