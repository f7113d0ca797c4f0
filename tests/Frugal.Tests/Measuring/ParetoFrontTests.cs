using Frugal.Measuring;
using FsCheck;
using FsCheck.Fluent;

namespace Frugal.Tests.Measuring;

public class ParetoFrontTests
{
    private static readonly ParetoFront<int[]> Three = new(costs => costs[0], costs => costs[1], costs => costs[2]);

    /// <summary>Few values: many ties and equals.</summary>
    private static readonly Gen<int[][]> Items =
        from count in Gen.Choose(0, 40)
        from items in Gen.ArrayOf(Gen.ArrayOf(Gen.Choose(0, 6), 3), count)
        select items;

    [Test]
    public void The_front_is_what_comparing_each_with_all_others_leaves() =>
        Property.Holds(Items, items =>
        {
            var naive = items.Where(item => !items.Any(other => other.Zip(item).All(pair => pair.First <= pair.Second) && other.Zip(item).Any(pair => pair.First < pair.Second)));

            Assert.That(Three.Of(items), Is.EqualTo(naive));
        });

    [Test]
    public void Nothing_dominates_itself_or_its_equal()
    {
        Assert.That(Three.Dominates([1, 2, 3], [1, 2, 3]), Is.False);
        Assert.That(Three.Dominates([1, 2, 3], [1, 2, 4]), Is.True);
        Assert.That(Three.Dominates([1, 2, 5], [1, 3, 4]), Is.False);
    }

    [Test]
    public void Infinity_is_a_cost_and_NaN_is_none()
    {
        var front = new ParetoFront<double>(cost => cost);

        Assert.That(front.Of([double.PositiveInfinity, 3]), Is.EqualTo(new[] { 3.0 }));
        Assert.That(Assert.Throws<FrugalException>(() => front.Of([1, double.NaN]))!.Message, Does.Contain("a cost is NaN"));
    }
}
