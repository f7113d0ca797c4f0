using Frugal.Measuring;
using Frugal.Search;
using FsCheck.Fluent;

namespace Frugal.Training.Tests.Search;

public class EvolutionarySearchTests
{
    private static readonly SearchBudget Tight = new() { Bytes = new ByteSize(420), Macs = 2600 };

    private static KnownProblem Wide() => new(6, 6, 6, 6, 6, 6, 6, 6, 6, 6);

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void Evolution_finds_better_candidates_than_as_many_random_ones(long seed)
    {
        var options = new EvolutionOptions { Population = 30, Generations = 9, Seed = seed };

        var evolved = new EvolutionarySearch(options).Run(Wide(), Tight);
        var drawn = new EvolutionarySearch(options with { Population = 300, Generations = 0 }).Run(Wide(), Tight);

        Assert.That(evolved.Evaluated, Has.Count.EqualTo(300));
        Assert.That(drawn.Evaluated, Has.Count.EqualTo(300));
        Assert.That(evolved.Best.Quality, Is.GreaterThan(drawn.Best.Quality + 1));
    }

    [Test]
    public void A_small_space_s_best_is_the_one_that_looking_at_all_finds()
    {
        var problem = new KnownProblem(3, 4, 3, 2);
        var budget = new SearchBudget { Macs = 1500 };
        var best = problem.All().Where(one => budget.Admits(problem.Cost(one))).Max(problem.Worth);

        var found = new EvolutionarySearch(new EvolutionOptions { Population = 12, Parents = 4 }).Run(problem, budget);

        Assert.That(problem.All().Count(), Is.EqualTo(72));
        Assert.That(found.Best.Quality, Is.EqualTo(best));
    }

    [Test]
    public void The_same_seed_finds_the_same_candidates_and_another_seed_others()
    {
        var (first, again, other) = (Found(1), Found(1), Found(2));

        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));

        static IReadOnlyList<EvaluatedCandidate> Found(long seed) => new EvolutionarySearch(new EvolutionOptions { Seed = seed }).Run(Wide(), Tight).Evaluated;
    }

    [Test]
    public void Every_candidate_keeps_the_budget_and_is_evaluated_once() => Property.Holds(
        from alternatives in Gen.Choose(1, 5).ArrayOf(6)
        from bytes in Gen.Choose(100, 700)
        from macs in Gen.Choose(1000, 4000)
        from seed in Gen.Choose(1, 1000)
        select (alternatives, bytes, macs, seed),
        given =>
        {
            var problem = new KnownProblem(given.alternatives);
            var budget = new SearchBudget { Bytes = new ByteSize(given.bytes), Macs = given.macs };

            var result = new EvolutionarySearch(new EvolutionOptions { Population = 10, Generations = 3, Parents = 3, Seed = given.seed }).Run(problem, budget);

            Assert.That(result.Evaluated, Is.Not.Empty);
            Assert.That(result.Evaluated.Where(one => one.Cost.Bytes.Bytes > given.bytes || one.Cost.Macs > given.macs), Is.Empty);
            Assert.That(result.Evaluated.Where(one => one.Candidate.Choices.Zip(problem.Alternatives).Any(pair => pair.First >= pair.Second)), Is.Empty);
            Assert.That(problem.Asked, Is.Unique);
            Assert.That(result.Evaluated.Select(one => one.Candidate), Is.EqualTo(problem.Asked));
        });

    [Test]
    public void The_front_holds_what_no_other_candidate_beats_and_nothing_else() => Property.Holds(
        Gen.Choose(1, 1000),
        seed =>
        {
            var result = new EvolutionarySearch(new EvolutionOptions { Population = 12, Generations = 2, Parents = 3, Seed = seed }).Run(new KnownProblem(4, 4, 4));

            foreach (var one in result.Evaluated)
            {
                var beaten = result.Evaluated.Any(other =>
                    other.Quality >= one.Quality && other.Cost.Bytes <= one.Cost.Bytes && other.Cost.Macs <= one.Cost.Macs
                    && (other.Quality > one.Quality || other.Cost.Bytes < one.Cost.Bytes || other.Cost.Macs < one.Cost.Macs));
                Assert.That(result.Front.Contains(one), Is.EqualTo(!beaten), one.ToString());
            }

            Assert.That(result.Front[0].Quality, Is.EqualTo(result.Best.Quality));
        });

    [Test]
    public void A_space_of_one_candidate_is_found_and_the_search_ends()
    {
        var result = new EvolutionarySearch().Run(new KnownProblem(1, 1));

        Assert.That(result.Best.Candidate, Is.EqualTo(Candidate.Of(0, 0)));
        Assert.That(result.Evaluated, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_budget_that_the_smallest_candidate_breaks_is_refused_with_its_figures()
    {
        var problem = new KnownProblem(3, 3);

        Assert.That(
            () => new EvolutionarySearch().Run(problem, new SearchBudget { Bytes = new ByteSize(99), Macs = 5000 }),
            Throws.TypeOf<FrugalException>().With.Message.Contains("99 B, 5 k MACs").And.Message.Contains("smallest candidate takes 100 B, 1 k MACs"));
        Assert.That(problem.Asked, Is.Empty);
    }

    [Test]
    public void A_latency_budget_needs_latencies() => Assert.That(
        () => new EvolutionarySearch().Run(new KnownProblem(3, 3), new SearchBudget { Latency = new Milliseconds(1) }),
        Throws.TypeOf<FrugalException>().With.Message.Contains("1 ms").And.Message.Contains("LatencyTable"));

    [Test]
    public void A_quality_that_is_no_number_is_refused() => Assert.That(
        () => new EvolutionarySearch().Run(new Unjudged()),
        Throws.TypeOf<FrugalException>().With.Message.Contains("quality is NaN"));

    [Test]
    public void A_search_without_questions_is_refused() => Assert.That(
        () => new EvolutionarySearch().Run(new KnownProblem()), Throws.TypeOf<FrugalException>().With.Message.Contains("at least one alternative"));

    [TestCase(nameof(EvolutionOptions.Population), "2 to 100,000")]
    [TestCase(nameof(EvolutionOptions.Generations), "0 to 100,000")]
    [TestCase(nameof(EvolutionOptions.Parents), "1 to Population")]
    [TestCase(nameof(EvolutionOptions.Mutation), "above 0 and at most 1")]
    [TestCase(nameof(EvolutionOptions.Crossover), "0 to 1")]
    public void An_option_out_of_range_is_named(string option, string allowed)
    {
        var options = option switch
        {
            nameof(EvolutionOptions.Population) => new EvolutionOptions { Population = 1 },
            nameof(EvolutionOptions.Generations) => new EvolutionOptions { Generations = -1 },
            nameof(EvolutionOptions.Parents) => new EvolutionOptions { Parents = 33 },
            nameof(EvolutionOptions.Mutation) => new EvolutionOptions { Mutation = 0 },
            _ => new EvolutionOptions { Crossover = double.NaN },
        };

        Assert.That(() => new EvolutionarySearch(options), Throws.TypeOf<FrugalException>().With.Message.Contains(option).And.Message.Contains(allowed));
    }

    [Test]
    public void A_limit_of_nothing_is_refused() => Assert.That(
        () => new EvolutionarySearch().Run(new KnownProblem(2), new SearchBudget { Macs = 0 }), Throws.TypeOf<FrugalException>().With.Message.Contains("Macs is 0"));

    [Test]
    public void A_search_stops_when_asked()
    {
        using var stop = new CancellationTokenSource();

        Assert.That(
            () => new EvolutionarySearch().Run(Wide(), progress: new Stopper(stop, after: 5), cancellation: stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private sealed class Stopper(CancellationTokenSource stop, int after) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value)
        {
            if (value.Evaluated == after)
            {
                stop.Cancel();
            }
        }
    }

    private sealed class Unjudged : ISearchProblem
    {
        public IReadOnlyList<int> Alternatives => [2];

        public CandidateCost Cost(Candidate candidate) => default;

        public double Quality(Candidate candidate) => double.NaN;
    }
}
