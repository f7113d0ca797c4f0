using Frugal.Grading.Authoring;
using Frugal.Grading.Mutants;

namespace House.Tests;

/// <summary>
/// A lab's grader tells wrong answers from the worked one. A lab's mutants take minutes, so a run takes one lab, a different one each day. With FRUGAL_MUTANTS=all it takes all of them:
/// set it after a change of a grader.
/// </summary>
[Parallelizable, TakesTurns(TakesTurnsAttribute.Builds)]
[Category("Long")]
public class MutantsTests
{
    private static readonly Course Course = new(Tree.Root);

    private static IEnumerable<string> Names()
    {
        var all = Course.Labs.Where(lab => Directory.Exists(lab.Lab)).Select(lab => lab.Name.Text).Order(StringComparer.Ordinal).ToList();
        return Environment.GetEnvironmentVariable("FRUGAL_MUTANTS") == "all" ? all : [all[DateTime.UtcNow.DayOfYear % all.Count]];
    }

    [TestCaseSource(nameof(Names))]
    public void Wrong_variants_of_the_worked_answer_are_caught_and_each_survivor_is_explained(string name)
    {
        var report = new MutationRun(Course.Choose(name)[0], new MutationOptions(), new DotnetLabGrader()).Run(TestContext.Progress.WriteLine);

        Assert.Multiple(() =>
        {
            Assert.That(report.Wrong, Has.Count.AtLeast(60), "mutants");
            Assert.That(report.Rate, Is.AtLeast(0.95), $"caught; 'frugal labs mutate {name}' shows all");
            Assert.That(report.Survivors.Where(survivor => survivor.Explained is null).Select(survivor => survivor.Mutant.ToString()), Is.Empty, "survivors that nobody explains");
            Assert.That(report.Stale, Is.Empty, "explanations that fit no mutant");
        });
    }
}
