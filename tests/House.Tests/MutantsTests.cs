using Frugal.Grading.Authoring;
using Frugal.Grading.Mutants;

namespace House.Tests;

/// <summary>Every lab's grader tells wrong answers from the worked one.</summary>
[Parallelizable, TakesTurns(TakesTurnsAttribute.Builds)]
[Category("Long")]
public class MutantsTests
{
    private static readonly Course Course = new(Tree.Root);

    private static IEnumerable<string> Names => Course.Labs.Where(lab => Directory.Exists(lab.Lab)).Select(lab => lab.Name.Text);

    [TestCaseSource(nameof(Names))]
    public void Wrong_variants_of_the_worked_answer_are_caught(string name)
    {
        var report = new MutationRun(Course.Choose(name)[0], new MutationOptions(), new DotnetLabGrader()).Run(TestContext.Progress.WriteLine);

        // A survivor with a reviewed reason does not count. Some mutants are caught only where the processors are free, or fast at int8: 'frugal labs mutate' demands
        // a reason for each survivor, this test only that they are few on any machine.
        var reviewed = report.Survivors.Count(survivor => survivor.Explained is not null);
        var open = report.Survivors.Where(survivor => survivor.Explained is null).Select(survivor => survivor.Mutant.ToString()).ToList();
        open.ForEach(survivor => TestContext.Out.WriteLine($"Survived without a reviewed reason: {survivor}"));
        Assert.Multiple(() =>
        {
            Assert.That(report.Wrong, Has.Count.AtLeast(60), "mutants");
            Assert.That(open, Has.Count.AtMost(0.05 * (report.Wrong.Count - reviewed)), $"survivors without a reviewed reason; 'frugal labs mutate {name}' shows all");
            Assert.That(report.Stale, Is.Empty, "explanations that fit no mutant");
        });
    }
}
