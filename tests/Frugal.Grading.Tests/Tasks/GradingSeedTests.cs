using Frugal.Grading.Tasks;

namespace Frugal.Grading.Tests.Tasks;

public class GradingSeedTests
{
    [Test]
    public void A_seed_and_a_test_give_the_same_numbers_each_time_and_other_tests_other_ones()
    {
        var drawn = Draw(3, "Adds");

        Assert.That(Draw(3, "Adds"), Is.EqualTo(drawn));
        Assert.That(Draw(3, "Doubles"), Is.Not.EqualTo(drawn));
        Assert.That(Draw(4, "Adds"), Is.Not.EqualTo(drawn));
    }

    private static int[] Draw(int seed, string test)
    {
        var unseen = new GradingSeed(seed).For(test);
        return [.. Enumerable.Range(0, 8).Select(_ => unseen.Next())];
    }
}
