using FsCheck.Fluent;
using NUnit.Framework.Internal;

namespace House.Tests.Shared;

public class PropertyTests
{
    [Test]
    public void A_failure_names_the_seed_that_draws_it_again() => Assert.That(
        () =>
        {
            using (new TestExecutionContext.IsolatedContext())
            {
                Property.Holds(Gen.Choose(0, 1000), number => Assert.That(number, Is.LessThan(10)));
            }
        },
        Throws.TypeOf<AssertionException>().With.Message.Match(@"FRUGAL_PROPERTY_SEED=\d+ draws the same cases again\.$"));

    [Test]
    public void Two_runs_draw_other_cases()
    {
        var (first, second) = (Draw(), Draw());

        Assert.That(first, Is.Not.EqualTo(second));

        static List<int> Draw()
        {
            var drawn = new List<int>();
            Property.Holds(Gen.Choose(0, 1_000_000), drawn.Add);
            return drawn;
        }
    }
}
