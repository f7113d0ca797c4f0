using Frugal.Architectures;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Search;

namespace Frugal.Training.Tests.Search;

[Category("Slow")]
public class SuperNetworkProblemTests
{
    [Test]
    public void A_search_in_a_trained_super_network_finds_a_network_within_the_budget_whose_file_weighs_what_was_said()
    {
        using var trained = SuperNetworkTests.Train(new SandwichOptions());
        var judge = SuperNetworkTests.Pictures(96, 3);
        var problem = new SuperNetworkProblem((SuperNetwork)trained.Network, SuperNetworkTests.Pictures(), judge);
        var largest = problem.Cost(SmallSpace.Space.Largest);
        var budget = new SearchBudget { Bytes = new ByteSize(largest.Bytes.Bytes / 2), Macs = largest.Macs / 2 };

        var result = new EvolutionarySearch(new EvolutionOptions { Population = 6, Generations = 2, Parents = 2 }).Run(problem, budget);

        using var best = problem.Build(result.Best.Candidate);
        using var folder = new TemporaryFolder();
        var model = OnnxExporter.Export(best, [3, SmallSpace.Size, SmallSpace.Size]);
        FoldBatchNorm.Apply(model);
        model.Save(folder["best.onnx"]);
        Assert.Multiple(() =>
        {
            Assert.That(Evaluator.Evaluate(best, judge).Accuracy, Is.EqualTo(result.Best.Quality));
            Assert.That(new FileInfo(folder["best.onnx"]).Length, Is.EqualTo(result.Best.Cost.Bytes.Bytes).And.LessThanOrEqualTo(budget.Bytes!.Value.Bytes));
            Assert.That(NetworkCost.Of(best, SmallSpace.Size, SmallSpace.Size).Macs, Is.EqualTo(result.Best.Cost.Macs).And.LessThanOrEqualTo(budget.Macs!.Value));
            Assert.That(result.Best.Quality, Is.GreaterThan(0.5), "chance is a third");
        });
    }
}
