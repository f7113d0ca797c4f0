using Frugal.Grading.Authoring;

namespace House.Tests;

/// <summary>Every lab that is handed out can be: a solution without a folder in <c>labs/</c> is still being written.</summary>
[Parallelizable, TakesTurns(TakesTurnsAttribute.Builds)]
[Category("Slow")]
public class LabsTests
{
    private static readonly Course Course = new(Tree.Root);

    private static IEnumerable<string> Names => Course.Labs.Where(lab => Directory.Exists(lab.Lab)).Select(lab => lab.Name.Text);

    [TestCaseSource(nameof(Names))]
    public void A_lab_is_what_its_solution_gives_with_a_stub_for_each_task(string name) =>
        Assert.That(LabReview.Of(Lab(name)), Is.Empty);

    /// <summary>The other way, the solution with full points, is what the solution's own grader asserts beside these tests.</summary>
    [TestCaseSource(nameof(Names))]
    public void On_the_starter_each_test_fails_because_its_task_is_not_done(string name) =>
        Assert.That(new LabGate(new DotnetLabGrader()).CheckStarter(Lab(name)), Is.Empty);

    private static LabTree Lab(string name) => new(Course, LabName.Parse(name));
}
