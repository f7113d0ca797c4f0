using Frugal.Search;

namespace Frugal.Training.Tests.Search;

public class QualityJournalTests
{
    private static readonly EvolutionOptions Options = new() { Population = 6, Generations = 3, Parents = 2 };

    [Test]
    public void A_search_that_was_interrupted_judges_nothing_twice_and_finds_the_same()
    {
        using var folder = new TemporaryFolder();
        using var interrupt = new CancellationTokenSource();
        var (first, second, alone) = (new KnownProblem(4, 3, 4, 3), new KnownProblem(4, 3, 4, 3), new KnownProblem(4, 3, 4, 3));
        var stopping = new Stop(after: 7, interrupt);

        Assert.That(() => new EvolutionarySearch(Options).Run(Journal(first), progress: stopping, cancellation: interrupt.Token), Throws.InstanceOf<OperationCanceledException>());
        var result = new EvolutionarySearch(Options).Run(Journal(second));

        Assert.That(result.Evaluated, Is.EqualTo(new EvolutionarySearch(Options).Run(alone).Evaluated));
        Assert.That(first.Asked, Has.Count.EqualTo(7));
        Assert.That(first.Asked.Concat(second.Asked), Is.EqualTo(alone.Asked));

        QualityJournal Journal(KnownProblem problem) => new(problem, folder["evaluated.json"], "these weights");
    }

    [TestCase("other weights", null)]
    [TestCase("these weights", "no JSON")]
    public void What_other_weights_were_worth_or_what_cannot_be_read_counts_for_nothing(string judge, string? content)
    {
        using var folder = new TemporaryFolder();
        new QualityJournal(new KnownProblem(2), folder["evaluated.json"], "these weights").Quality(Candidate.Of(1));
        if (content is not null)
        {
            File.WriteAllText(folder["evaluated.json"], content);
        }

        var problem = new KnownProblem(2);
        var journal = new QualityJournal(problem, folder["evaluated.json"], judge);

        Assert.That(journal.Quality(Candidate.Of(1)), Is.EqualTo(problem.Worth(Candidate.Of(1))));
        Assert.That(problem.Asked, Has.Count.EqualTo(1));
    }

    private sealed class Stop(int after, CancellationTokenSource interrupt) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value)
        {
            if (value.Evaluated == after)
            {
                interrupt.Cancel();
            }
        }
    }
}
