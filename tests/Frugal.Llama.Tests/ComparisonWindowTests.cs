namespace Frugal.Llama.Tests;

public class ComparisonWindowTests
{
    [Test]
    public void Each_token_but_the_first_is_scored_once_with_half_a_window_before_it([Range(2, 40)] int tokens, [Values(16, 17)] int length)
    {
        var windows = ComparisonWindow.Over(tokens, length).ToList();

        Assert.That(windows.SelectMany(window => Enumerable.Range(window.Scored, window.End - window.Scored)), Is.EqualTo(Enumerable.Range(1, tokens - 1)));
        Assert.That(windows.Select(window => window.End - window.Start), Has.All.LessThanOrEqualTo(length));
        Assert.That(windows.Skip(1).Select(window => window.Scored - window.Start), Has.All.GreaterThanOrEqualTo(length / 2));
    }
}
