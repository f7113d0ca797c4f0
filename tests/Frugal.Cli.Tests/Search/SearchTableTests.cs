using Frugal.Cli.Commands.Search;
using Frugal.Measuring;
using Frugal.Search;

namespace Frugal.Cli.Tests.Search;

public class SearchTableTests
{
    private static readonly MobileNetSpace Space = new();

    [Test]
    public void The_network_that_was_written_and_the_front() => GoldenConsole.Check("search.txt", new SearchTable(Outcome("3 MB, 130 M MACs, 2.5 ms")));

    [Test]
    public void A_file_that_the_clock_finds_slower_than_its_parts_has_a_warning()
    {
        Assert.That(Outcome("2.5 ms").Late, Is.Null);
        Assert.That(Outcome("2.3 ms").Late, Does.Contain("the measured latency is 2.40 ms, above the limit of 2.30 ms; the sum over its blocks was 2.20 ms"));
    }

    private static SearchOutcome Outcome(string budget)
    {
        var choices = new SearchChoices("clothing-small", SearchChoices.Limits(budget), "out");
        EvaluatedCandidate One(Candidate candidate, double quality, double milliseconds) =>
            new(candidate, SubNetworkCost.Of(Space, candidate, 96) with { Latency = new Milliseconds(milliseconds) }, quality, 1);
        var middle = Candidate.Of(1, 1, 0, 0, 1, 2, 1, 1, 2, 0, 0, 1, 0, 1, 1, 0, 1, 1);
        var result = new SearchResult([One(Space.Smallest, 0.512, 0.09), One(middle, 0.741, 2.2), One(Space.Largest, 0.741, 2.3)]);
        var measured = SampleReport.Create();
        return SearchOutcome.Of(choices, Space, result, measured with { Models = [measured.Models[0]] }) with { File = "artifacts/search/clothing-small/best.onnx" };
    }
}
