using Frugal.Architectures;
using Frugal.Search;

namespace Frugal.Training.Tests.Search;

public class MobileNetSpaceTests
{
    [Test]
    public void A_candidate_s_choices_are_the_network_s_shape()
    {
        var options = SmallSpace.Space.Options(Candidate.Of(1, 0, 0, 0, 0, 2, 1, 0, 1, 1));

        Assert.Multiple(() =>
        {
            Assert.That(options.Stem, Is.EqualTo(16));
            Assert.That(options.Stages, Is.EqualTo(new MobileNetStage[] { new(8, 1, 1), new(24, 4, 1) { Kernel = 5 } }));
            Assert.That(options.Head, Is.EqualTo(32));
            Assert.That(options.Classes, Is.EqualTo(3));
        });
    }

    [Test]
    public void The_count_is_the_product_of_all_alternatives()
    {
        Assert.That(SmallSpace.Space.Alternatives, Is.EqualTo(new[] { 2, 2, 1, 1, 1, 3, 2, 3, 3, 2 }));
        Assert.That((int)SmallSpace.Space.Count, Is.EqualTo(432));
        Assert.That(new MobileNetSpace().Validated().Count > 10_000);
    }

    [Test]
    public void The_largest_candidate_costs_most_and_the_smallest_least()
    {
        var costs = SmallSpace.Some().Select(candidate =>
        {
            using var network = new MobileNet(SmallSpace.Space.Options(candidate));
            return NetworkCost.Of(network, SmallSpace.Size, SmallSpace.Size);
        }).ToArray();

        Assert.That(costs.Skip(1).Min(cost => cost.Macs), Is.GreaterThan(costs[0].Macs));
        Assert.That(costs.Min(cost => cost.Parameters), Is.EqualTo(costs[0].Parameters));
        Assert.That(costs.Max(cost => cost.Macs), Is.EqualTo(costs[1].Macs));
        Assert.That(costs.Max(cost => cost.Parameters), Is.EqualTo(costs[1].Parameters));
    }

    [Test]
    public void A_larger_kernel_costs_its_places_times_what_it_is_laid_on()
    {
        var two = SmallSpace.Space.Smallest.With(7, 1);   // 8 channels come in on 4x4 and leave on 2x2; twice as many inside in the first block, 24 in the second

        var costs = Enumerable.Range(0, 3).Select(kernel => SubNetworkCost.Of(SmallSpace.Space, two.With(8, kernel), SmallSpace.Size)).ToArray();

        Assert.That(costs[1].Macs - costs[0].Macs, Is.EqualTo((16 + 24) * (25 - 9) * 2 * 2));
        Assert.That(costs[2].Macs - costs[0].Macs, Is.EqualTo((16 + 24) * (49 - 9) * 2 * 2));
        Assert.That(costs[2].Bytes.Bytes - costs[0].Bytes.Bytes, Is.EqualTo((16 + 24) * (49 - 9) * sizeof(float)).Within(32), "and a digit here and there in the file's headers");
    }

    [Test]
    public void Choices_that_are_out_of_order_shared_by_no_weight_or_out_of_range_are_named()
    {
        var stage = new StageChoices([8], [1], [1]);

        Assert.That(() => (SmallSpace.Space with { Stems = [16, 8] }).Validated(), Refuses("Stems are [16, 8]"));
        Assert.That(() => (SmallSpace.Space with { Heads = [] }).Validated(), Refuses("Heads are []"));
        Assert.That(() => (SmallSpace.Space with { Stages = [stage with { Expansions = [1, 4] }] }).Validated(), Refuses("expansions of a stage are [1, 4]"));
        Assert.That(() => (SmallSpace.Space with { Stages = [stage with { Widths = [8, 8] }] }).Validated(), Refuses("Widths of a stage are [8, 8]"));
        Assert.That(() => (SmallSpace.Space with { Stages = [stage with { Blocks = [0, 1] }] }).Validated(), Refuses("Blocks is 0"));
        Assert.That(() => (SmallSpace.Space with { Stages = [stage with { Kernels = [5, 3] }] }).Validated(), Refuses("Kernels of a stage are [5, 3]"));
        Assert.That(() => (SmallSpace.Space with { Stages = [stage with { Kernels = [3, 4] }] }).Validated(), Refuses("kernels of a stage are [3, 4]"));
        Assert.That(() => new MobileNet(new MobileNetOptions { Stages = [new(8, 1, 1) { Kernel = 4 }] }), Refuses("Kernel is 4"));
        Assert.That(() => new SuperNetwork(SmallSpace.Space with { Classes = 1 }), Refuses("Classes is 1"));
    }

    [Test]
    public void A_candidate_of_another_space_is_refused()
    {
        Assert.That(() => SmallSpace.Space.Options(Candidate.Of(0, 0)), Refuses("0-0 is not of this search space"));
        Assert.That(() => SmallSpace.Space.Options(SmallSpace.Space.Largest.With(0, 2)), Refuses("2-1-0-0-0-2-1-2-2-1 is not of this search space"));
    }

    private static NUnit.Framework.Constraints.Constraint Refuses(string what) => Throws.TypeOf<FrugalException>().With.Message.Contains(what);
}
